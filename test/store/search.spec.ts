/** Searching the lists of an org: words, whatever they are, and pages of a long list. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appsOfOrg } from "../../src/store/apps.js";
import { groupsOfOrg } from "../../src/store/groups.js";
import { usersOfOrg } from "../../src/store/users.js";
import { type DirectoryOrg, directoryOrg, NOW } from "../directory/org.js";

const MANY = 10_000;

describe("the lists of an org", () => {
  let made: DirectoryOrg;
  beforeAll(async () => {
    made = await directoryOrg();
    await made.addApp({ label: "Payroll 100%" });
    await made.addApp({ label: "Größe_Maß" });
    await made.addApp({ label: "Shop" });
    await made.store.keep(async (tx) => {
      await tx.run(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO idp_user (id, org_id, login, login_key, email, first_name, last_name, status, profile, created, last_updated)
         SELECT printf('00uperson%011d', i), ?, printf('person%05d@example.com', i), printf('person%05d@example.com', i),
           'x@example.com', 'Per', printf('Son %d', i), 'ACTIVE', '{}', ?, ? FROM n`,
        [MANY, made.org.id, NOW.toISOString(), NOW.toISOString()],
      );
    });
  });
  afterAll(() => made[Symbol.asyncDispose]());

  const apps = async (search: string) =>
    (await appsOfOrg(made.store.read, made.org.id, { search })).rows.map(({ label }) => label);

  it.each<[string, string[]]>([
    ["shop", ["Shop"]],
    ["SHOP", ["Shop"]],
    ["roll pay", ["Payroll 100%"]],
    ["größe", ["Größe_Maß"]],
    ["GRÖSSE", []],
    ["100%", ["Payroll 100%"]],
    ["%", ["Payroll 100%"]],
    ["_", ["Größe_Maß"]],
    ["!", []],
    ["'", []],
    ["shop wiki", []],
    ["  ", ["Größe_Maß", "Payroll 100%", "Shop"]],
  ])("of apps find %j", async (search, labels) => {
    expect((await apps(search)).sort()).toEqual(labels);
  });

  it("of people find by login and by name, a page at a time, to the last of ten thousand", async () => {
    const page = (search: string, after?: string) =>
      usersOfOrg(made.store.read, made.org.id, { search, after, limit: 50 });
    expect((await page("person10000")).rows.map(({ login }) => login)).toEqual(["person10000@example.com"]);
    expect((await page("per 9999")).rows.map(({ lastName }) => lastName)).toEqual(["Son 9999"]);
    expect((await page("ada@ love")).rows.map(({ login }) => login)).toEqual(["ada@example.com"]);

    const first = await page("person0");
    expect(first.rows).toHaveLength(50);
    const second = await page("person0", first.next);
    expect(second.rows[0]?.login).toBe("person00051@example.com");
    expect((await page("person00", "person00980@example.com")).next).toBeUndefined();
  });

  it("of groups find by name", async () => {
    const { rows } = await groupsOfOrg(made.store.read, made.org.id, { search: "every" });
    expect(rows.map(({ name }) => name)).toEqual(["Everyone"]);
    expect((await groupsOfOrg(made.store.read, made.org.id, { search: "nobody" })).rows).toEqual([]);
  });
});
