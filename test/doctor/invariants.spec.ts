import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { breachesOf, invariants } from "../../src/doctor/invariant.js";
import { JSON_COLUMNS } from "../../src/doctor/invariants/json-is-json.js";
import { inspect } from "../../src/store/inspect.js";
import { openSqlite } from "../../src/store/sqlite/driver.js";
import { type BrokenDatabase, soundDatabase } from "./broken-database.js";

let database: BrokenDatabase;
beforeEach(async () => {
  database = await soundDatabase();
});
afterEach(() => database[Symbol.dispose]());

async function found() {
  const inspection = await inspect(database.file);
  try {
    return await breachesOf({ ...inspection, unseal: await inspection.unsealer() });
  } finally {
    inspection.close();
  }
}

const otherOrg = `INSERT INTO org VALUES ('00oOther', 'other', 'other', 'http://127.0.0.1:7701', '2026-01-01T00:00:00.000Z');
  INSERT INTO log_event SELECT NULL, 'other', '00oOther', published, event_type, severity, result, reason, actor, '[]', transaction_id, run_id, body FROM log_event LIMIT 1;`;

/** Invariant → what breaks it, what is seen then, and whether it can be mended without loss. */
const cases: [invariant: string, sql: string, seen: RegExp, mendable: boolean][] = [
  [
    "change-and-event",
    "DELETE FROM log_event_target; DELETE FROM log_event WHERE event_type <> 'application.user_membership.add'; UPDATE idp_user SET created = '2020-01-01T00:00:00.000Z'",
    /no event tells of the user 00u/,
    false,
  ],
  [
    "change-and-event",
    "UPDATE app SET created = '2020-01-01T00:00:00.000Z'; DELETE FROM log_event WHERE event_type LIKE 'application.%'; DELETE FROM log_event_target WHERE target LIKE '0oa%'",
    /no event tells of the app 0oa/,
    false,
  ],
  [
    "change-and-event",
    "DELETE FROM assignment; DELETE FROM app WHERE slug = 'payroll'; DELETE FROM signing_key WHERE app_id IS NOT NULL",
    /tells that the app 0oa\w+ was made, and it is not there/,
    false,
  ],
  [
    "change-and-event",
    "DELETE FROM group_member; DELETE FROM assignment; DELETE FROM idp_user WHERE login LIKE 'bob%'; INSERT INTO group_member SELECT g.id, u.id, u.created FROM idp_group g, idp_user u",
    /tells that the user 00u\w+ was made, and it is not there/,
    false,
  ],
  [
    "change-and-event",
    "DELETE FROM assignment",
    /whether 00u\w+ is assigned to 0oa\w+ is not what the last event says/,
    false,
  ],
  [
    "change-and-event",
    "UPDATE log_event SET event_type = 'application.user_membership.remove' WHERE event_type = 'application.user_membership.add'",
    /whether 00u\w+ is assigned to 0oa/,
    false,
  ],
  [
    "change-and-event",
    "UPDATE log_event SET event_type = 'application.lifecycle.deactivate' WHERE event_type = 'application.lifecycle.create'",
    /is ACTIVE, its last event says otherwise/,
    false,
  ],
  [
    "events-in-order",
    "UPDATE log_event SET published = '2020-01-01T00:00:00.000Z' WHERE seq = (SELECT max(seq) FROM log_event)",
    /1 events stand behind a later one/,
    false,
  ],
  [
    "events-name-their-targets",
    "DELETE FROM log_event_target WHERE target LIKE '0ua%' OR seq = 1",
    /is found by other targets/,
    true,
  ],
  [
    "events-name-their-targets",
    "INSERT INTO log_event_target VALUES ('stranger', 1)",
    /is found by other targets/,
    true,
  ],
  ["every-app-can-sign-in", "DELETE FROM secret", /the app shop has no active client secret/, false],
  ["every-app-can-sign-in", "UPDATE secret SET status = 'INACTIVE'", /the app shop has no active client secret/, false],
  [
    "every-app-can-sign-in",
    "DELETE FROM signing_key WHERE app_id IS NOT NULL",
    /the app payroll has no key that signs/,
    false,
  ],
  [
    "every-app-can-sign-in",
    "UPDATE signing_key SET public_jwk = (SELECT public_jwk FROM signing_key WHERE purpose = 'id-token') WHERE purpose = 'saml'",
    /the two halves of signing key \S+ are of two keys/,
    false,
  ],
  [
    "every-app-can-sign-in",
    "UPDATE app SET sign_on_mode = 'SMOKE_SIGNS' WHERE slug = 'payroll'",
    /SMOKE_SIGNS, which no kind has/,
    false,
  ],
  [
    "every-reference-leads-somewhere",
    "UPDATE group_member SET group_id = '00gGone' WHERE user_id = (SELECT id FROM idp_user LIMIT 1)",
    /1 of group_member: group_id leads to no idp_group/,
    false,
  ],
  [
    "every-reference-leads-somewhere",
    "UPDATE assignment SET app_id = '0oaGone' WHERE app_id = (SELECT id FROM app LIMIT 1)",
    /3 of assignment: app_id leads to no app/,
    false,
  ],
  [
    "every-reference-leads-somewhere",
    "DELETE FROM idp_user WHERE login LIKE 'bob%'",
    /1 of group_member: user_id leads to no idp_user/,
    false,
  ],
  ["every-reference-leads-somewhere", "DELETE FROM org", /2 of app: org_id leads to no org/, false],
  [
    "every-reference-leads-somewhere",
    "INSERT INTO log_event_target VALUES ('0oaGone', 4711)",
    /1 of log_event_target: seq leads to no log_event/,
    true,
  ],
  [
    "every-seal-opens",
    "UPDATE secret SET sealed = 'v1.' || sealed",
    /sealed text of secret ocs\w+ does not open/,
    false,
  ],
  [
    "every-seal-opens",
    "UPDATE signing_key SET sealed_private_key = substr(sealed_private_key, 1, 80) WHERE purpose = 'saml'",
    /sealed text of signing_key \S+ does not open/,
    false,
  ],
  ["every-secret-has-an-owner", "UPDATE secret SET owner = '0oaGone'", /secret ocs\w+ belongs to 0oaGone/, true],
  [
    "everyone-has-everybody",
    "DELETE FROM group_member WHERE user_id = (SELECT id FROM idp_user LIMIT 1)",
    /is no member of Everyone/,
    true,
  ],
  ["groups-give-their-apps", "DELETE FROM group_assignment", /00u\w+ has 0oa\w+ through a group, and no group/, false],
  [
    "groups-give-their-apps",
    "DELETE FROM assignment WHERE scope = 'GROUP'",
    /00u\w+ is a member of a group that has 0oa\w+, and does not have it/,
    false,
  ],
  ["json-is-json", "UPDATE log_event SET body = '{\"cut'", /of log_event: body is not JSON/, false],
  [
    "one-org-each",
    `${otherOrg} UPDATE idp_user SET org_id = '00oOther' WHERE login LIKE 'bob%'`,
    /group_member: \w+ and \w+ are of two orgs/,
    false,
  ],
  ["one-org-each", `${otherOrg} UPDATE app SET org_id = '00oOther'`, /assignment: \w+ and \w+ are of two orgs/, false],
  [
    "the-current-org-exists",
    "UPDATE setting SET value = '00oGone' WHERE name = 'current_org'",
    /the current org 00oGone does not exist/,
    true,
  ],
  ["the-current-org-exists", "DELETE FROM setting WHERE name = 'current_org'", /no org is the current one/, true],
];

describe("a sound database", () => {
  it("breaks no invariant, and neither does an empty one", async () => {
    expect(await found()).toEqual([]);
    const inspection = await inspect(database.file);
    const tables = [...inspection.columns.keys()].filter((table) => table !== "migration");
    inspection.close();
    database.break(tables.map((table) => `DELETE FROM "${table}";`).join(""));
    expect(await found()).toEqual([]);
  });
});

it("a deprovisioned member of a group that has an app does not have it, and that is no breach", async () => {
  database.break(`
    INSERT INTO idp_user SELECT '00uGone', org_id, 'gone', 'gone', email, first_name, last_name, 'DEPROVISIONED', profile,
      NULL, created, last_updated FROM idp_user LIMIT 1;
    INSERT INTO group_member SELECT id, '00uGone', created FROM idp_group WHERE name = 'Everyone';`);
  expect(await found()).toEqual([]);

  database.break("UPDATE idp_user SET status = 'SUSPENDED' WHERE id = '00uGone'");
  expect((await found()).map(({ seen }) => seen)).toContainEqual(
    expect.stringMatching(/^00uGone is a member of a group that has 0oa\w+, and does not have it$/),
  );
});

describe("a database that was broken", () => {
  it.each(cases)("breaks %s: %s", async (name, sql, seen, mendable) => {
    database.break(sql);
    const broken = await found();
    const mine = broken.filter(({ invariant }) => invariant === name);
    expect(mine.map((breach) => breach.seen)).toContainEqual(expect.stringMatching(seen));
    expect(mine.filter((breach) => seen.test(breach.seen)).every(({ mend }) => mend !== undefined)).toBe(mendable);
    if (!mendable) return;

    const driver = await openSqlite(database.file);
    for (const { mend } of mine) await driver.transaction(async (tx) => void (await mend?.run(tx)));
    await driver.close();
    expect((await found()).filter(({ invariant }) => invariant === name)).toEqual([]);
  });

  it("is tried with every invariant that there is", async () => {
    expect([...new Set(cases.map(([name]) => name))].sort()).toEqual((await invariants()).map(({ name }) => name));
  });
});

it("the columns that are asked for JSON are those that a repository parses", () => {
  const parsed = readdirSync("src/store")
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [...readFileSync(`src/store/${name}`, "utf8").matchAll(/JSON\.parse\((?:\w+\.)?(\w+)\)/g)])
    .map(([, column = ""]) => column.replace(/^app_/, "")); // as a join calls it
  expect([...JSON_COLUMNS].sort()).toEqual([...new Set(parsed)].sort());
});
