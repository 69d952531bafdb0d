import { statSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { breachesOf } from "../../src/doctor/invariant.js";
import { appById, appsOfOrg } from "../../src/store/apps.js";
import { assignmentsOfApp } from "../../src/store/assignments.js";
import { inspect } from "../../src/store/inspect.js";
import { activeKey, keysOf, openKey } from "../../src/store/keys.js";
import { currentOrg, orgById } from "../../src/store/orgs.js";
import { secretsOf } from "../../src/store/secrets.js";
import type { Store } from "../../src/store/store.js";
import { passwordHashOf, usersOfOrg } from "../../src/store/users.js";
import { everyRow } from "../store/every-table.js";
import { exported, fileFolder, PASSPHRASE } from "./file.js";
import { makeOrg, type OrgPlan, orgPlan } from "./random-org.js";

/** Everything of an org that is a secret, in clear. */
async function secretsIn(store: Store, org: string): Promise<string[]> {
  const all: string[] = [];
  for (const { id } of (await usersOfOrg(store.read, org)).rows)
    all.push((await passwordHashOf(store.read, id)) ?? "none");
  const apps = (await appsOfOrg(store.read, org)).rows;
  for (const { id } of apps) {
    for (const { sealed } of await secretsOf(store.read, id, "client_secret")) all.push(store.unseal(sealed));
    for (const { id: assignment } of (await assignmentsOfApp(store.read, id)).rows)
      for (const { sealed } of await secretsOf(store.read, assignment, "appPassword")) all.push(store.unseal(sealed));
  }
  for (const app of [null, ...apps.map(({ id }) => id)])
    for (const key of await keysOf(store.read, org, { app })) all.push(openKey(store, key).privateKeyPem);
  return all;
}

/** What doctor finds wrong. */
async function breachesIn(store: Store): Promise<string[]> {
  const inspection = await inspect(store.location);
  try {
    return (await breachesOf({ ...inspection, unseal: store.unseal })).map(({ seen }) => seen);
  } finally {
    inspection.close();
  }
}

it.each([
  ["with sealed secrets", PASSPHRASE, 8],
  ["without secrets", undefined, 2], // each makes keys
])(
  "an org goes through a file %s into another database, and gives the same file there",
  async (_, passphrase, numRuns) => {
    await using folder = fileFolder();
    await fc.assert(
      fc.asyncProperty(orgPlan, async (plan) => {
        const here = await folder.emptyStore();
        const org = await makeOrg(here, plan);
        const file = await exported(here, org, { passphrase });
        const there = await folder.emptyStore();

        const { counts, isCurrent } = await folder.importText(there, file, { passphrase });

        expect(await exported(there, org, { passphrase })).toBe(file);
        expect(await breachesIn(there)).toEqual([]);
        expect(await orgById(there.read, org.id)).toEqual(org);
        expect(isCurrent && (await currentOrg(there.read))).toEqual(org);
        expect([counts.user, counts.app]).toEqual([plan.people.length || undefined, plan.apps.length || undefined]);
        if (passphrase) expect(await secretsIn(there, org.id)).toEqual(await secretsIn(here, org.id));
        for (const secret of await secretsIn(here, org.id)) if (secret !== "none") expect(file).not.toContain(secret);
        await here.close();
        await there.close();
      }),
      { numRuns, examples: [[empty]] },
    );
  },
);

const empty: OrgPlan = { people: [], groups: [], apps: [] };

const onePlan = (): OrgPlan => {
  const [plan] = fc.sample(
    orgPlan.filter(
      ({ apps, people }) =>
        people.some(({ hasPassword }) => hasPassword) &&
        ["oidc", "saml"].every((id) => apps.some(({ kind }) => kind.id === id)) &&
        apps.some(({ kind }) => "authMethod" in kind.values && kind.values.authMethod !== "none"),
    ),
    { numRuns: 1, seed: 7 },
  );
  return plan as OrgPlan;
};

it("without secrets every app gets new ones, and says so; nobody has a password", async () => {
  await using folder = fileFolder();
  const [here, there] = [await folder.emptyStore(), await folder.emptyStore()];
  const org = await makeOrg(here, onePlan());

  const { renewed, hasSecrets } = await folder.importText(there, await exported(here, org));

  expect(hasSecrets).toBe(false);
  expect(renewed.map(({ clientSecret, certificate }) => clientSecret || certificate)).not.toContain(false);
  const before = await secretsIn(here, org.id);
  for (const secret of await secretsIn(there, org.id)) if (secret !== "none") expect(before).not.toContain(secret);
  for (const { id, clientSecret, certificate } of renewed) {
    expect(await secretsOf(there.read, id, "client_secret")).toHaveLength(clientSecret ? 1 : 0);
    const key = await activeKey(there.read, org.id, "saml", id);
    expect(key !== undefined).toBe(certificate);
    if (key) expect((await appById(there.read, id))?.document.credentials.signing).toEqual({ kid: key.kid });
  }
  for (const purpose of ["id-token", "access-token"] as const)
    expect(await activeKey(there.read, org.id, purpose, null)).toBeDefined();
  for (const { id } of (await usersOfOrg(there.read, org.id)).rows)
    expect(await passwordHashOf(there.read, id)).toBeNull();
});

it("sealed twice the file is the same, and another one under another passphrase", async () => {
  await using folder = fileFolder();
  const store = await folder.emptyStore();
  const org = await makeOrg(store, onePlan());
  const file = await exported(store, org, { passphrase: PASSPHRASE });

  expect(await exported(store, org, { passphrase: PASSPHRASE })).toBe(file);
  const other = await exported(store, org, { passphrase: `${PASSPHRASE}!` });
  const sealed = (text: string) =>
    [...text.matchAll(/"(?:secret|privateKey|passwordHash|check|mac)":"([^"]+)"/g)].map(([, it]) => it);
  expect(sealed(file).length).toBeGreaterThan(4);
  expect(new Set([...sealed(file), ...sealed(other)]).size).toBe(2 * sealed(file).length);
});

it("an org is exported as it was when the export began, and another org of the database is not in it", async () => {
  await using folder = fileFolder();
  const store = await folder.emptyStore();
  const org = await makeOrg(store, onePlan());
  const before = await exported(store, org);
  const { exportOrg } = await import("../../src/org-file/export-org.js");

  let during = "";
  await exportOrg(store, org, {}, async (piece) => {
    if (during === "") await makeOther(store, org.id);
    during += piece;
  });

  expect(during).toBe(before);
  expect(await exported(store, org)).not.toBe(before);
  expect(await exported(store, org)).not.toContain("elsewhere@example.com");
});

/** Changes the org, and makes another one beside it. */
async function makeOther(store: Store, org: string): Promise<void> {
  const { insertOrg } = await import("../../src/store/orgs.js");
  const { insertUser } = await import("../../src/store/users.js");
  const { anEvent, anOrg, aUser } = await import("../conformance/rows.js");
  const other = anOrg({ origin: "http://127.0.0.1:7701" });
  await store.write(async (tx) => {
    await insertUser(tx, aUser(org, { login: "late@example.com" }), null);
    await insertOrg(tx, other);
    await insertUser(tx, aUser(other.id, { login: "elsewhere@example.com" }), null);
    await tx.record(anEvent(org));
  });
}

it("an import beside another org keeps every row of that one, and does not make itself current", async () => {
  await using folder = fileFolder();
  const [here, there] = [await folder.emptyStore(), await folder.emptyStore()];
  const org = await makeOrg(here, onePlan());
  const { insertOrg, setCurrentOrg } = await import("../../src/store/orgs.js");
  const { anEvent, anOrg } = await import("../conformance/rows.js");
  const other = anOrg({ origin: "http://127.0.0.1:7701" });
  await there.write(async (tx) => {
    await insertOrg(tx, other);
    await setCurrentOrg(tx, other.id);
    await tx.record(anEvent(other.id));
  });
  const before = everyRow(there.location);

  const imported = await folder.importText(there, await exported(here, org), {
    name: "Acme Two",
    origin: "http://127.0.0.1:7900",
  });

  expect(imported).toMatchObject({
    isCurrent: false,
    org: { id: org.id, slug: "acme-two", origin: "http://127.0.0.1:7900" },
  });
  expect(await currentOrg(there.read)).toEqual(other);
  const after = everyRow(there.location);
  for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(expect.arrayContaining(rows));
  expect(statSync(folder.path("org.jsonl")).size).toBeGreaterThan(0);
});
