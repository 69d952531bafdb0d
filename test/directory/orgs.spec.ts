import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyPassword } from "../../src/crypto/password.js";
import { createOrg } from "../../src/directory/create-org.js";
import { deleteWholeOrg } from "../../src/directory/delete-org.js";
import { findOrg } from "../../src/directory/find.js";
import { moveOrg } from "../../src/directory/move-org.js";
import { slugOf } from "../../src/directory/slug.js";
import { keysOf } from "../../src/store/keys.js";
import { countsOfOrg, currentOrg, insertOrg, type Org, orgs, setCurrentOrg } from "../../src/store/orgs.js";
import { passwordHashOf, usersOfOrg } from "../../src/store/users.js";
import { anEvent, anOrg } from "../conformance/rows.js";
import { everyRow, fillEveryTable, type Row, schemaOf } from "../store/every-table.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW } from "./org.js";

describe("orgs of a database", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  const create = async (name: string, more: { origin?: string; from?: string } = {}) =>
    (await createOrg(dir.store, { name, ...more }, LATER)).org;
  /** Without keys and passwords, which take their time. */
  const make = async (name: string): Promise<Org> => {
    const org = anOrg({ name, slug: slugOf(name), origin: `http://127.0.0.1:${7701 + name.length}` });
    await dir.store.write(async (tx) => {
      await insertOrg(tx, org);
      await setCurrentOrg(tx, org.id);
      await tx.record(anEvent(org.id));
    });
    return org;
  };
  const use = (org: Org) => dir.store.keep((tx) => setCurrentOrg(tx, org.id));

  it("begin with people whose passwords are told, keys of their own, and are current", async () => {
    const { org, people } = await createOrg(dir.store, { name: " Acme Staging " }, LATER);

    expect(org).toMatchObject({ slug: "acme-staging", name: "Acme Staging", created: LATER });
    expect(await currentOrg(dir.store.read)).toEqual(org);
    expect(people.map(({ login }) => login)).toEqual(["admin@example.com", "ada@example.com"]);
    const { rows } = await usersOfOrg(dir.store.read, org.id);
    const ada = rows.find(({ login }) => login === "ada@example.com");
    expect(await verifyPassword(people[1]?.password ?? "", await passwordHashOf(dir.store.read, ada?.id ?? ""))).toBe(
      true,
    );
    const kids = async (id: string) => (await keysOf(dir.store.read, id)).map(({ kid, purpose }) => ({ kid, purpose }));
    expect((await kids(org.id)).map(({ purpose }) => purpose).sort()).toEqual([
      "access-token",
      "id-token",
      "server:default",
    ]);
    expect(await kids(dir.org.id), "the other org keeps what it has").toEqual([]);
    expect(await countsOfOrg(dir.store.read, org.id)).toEqual({ people: 2, groups: 1, apps: 0 });
  });

  it("have a port each, whatever is free at the moment, also when two are made at once", async () => {
    const made = await Promise.all([create("One"), create("Two")]);
    const third = await create("Three", { from: "http://localhost:7701" });

    expect(made.map(({ origin }) => origin).sort()).toEqual(["http://127.0.0.1:7701", "http://127.0.0.1:7702"]);
    expect(third.origin).toBe("http://localhost:7703");
  });

  it.each([
    ["another org's address", "http://127.0.0.1:7700", "ORIGIN_TAKEN", 4],
    ["another org's port under the other loopback name", "http://localhost:7700", "ORIGIN_TAKEN", 4],
    ["an address that is not loopback", "http://192.168.0.1:7700", "ORIGIN_INVALID", 2],
    ["an address with a path", "http://127.0.0.1:7800/idp", "ORIGIN_INVALID", 2],
  ])("are refused %s", async (_, origin, code, status) => {
    await expect(create("Other", { origin })).rejects.toMatchObject({ code, status });
    expect((await orgs(dir.store.read)).map(({ slug }) => slug)).toEqual(["acme"]);
  });

  it("cannot move to the port of another one", async () => {
    const other = await make("Other");
    await expect(moveOrg(dir.store, other, "http://localhost:7700", LATER)).rejects.toMatchObject({
      code: "ORIGIN_TAKEN",
      what: "http://localhost:7700 is the address of the org acme",
    });
    expect((await moveOrg(dir.store, other, other.origin, LATER)).origin).toBe(other.origin);
  });

  it.each([
    ["empty", "  ", "ORG_INVALID"],
    ["101 characters long", "n".repeat(101), "ORG_INVALID"],
    ["an escape sequence", "Ac\u001b[2Jme", "ORG_INVALID"],
    ["without a letter of which a short name is made", "日本", "ORG_INVALID"],
    ["taken", "Acme", "ORG_EXISTS"],
    ["taken but for what the short name drops", "ACME!", "ORG_EXISTS"],
  ])("have no name that is %s", async (_, name, code) => {
    await expect(create(name)).rejects.toMatchObject({ code });
    expect(await currentOrg(dir.store.read)).toEqual(dir.org);
  });

  it("are found by id, slug and name, and bring the nearest to mind", async () => {
    const org = await make("Acme Staging");
    for (const typed of [org.id, "acme-staging", "Acme Staging", "ACME-STAGING", "acme staging"])
      expect((await findOrg(dir.store, typed)).id).toBe(org.id);
    await expect(findOrg(dir.store, "acme-stagin")).rejects.toMatchObject({
      code: "ORG_NOT_FOUND",
      status: 3,
      why: expect.stringContaining("acme-staging"),
    });
    await expect(findOrg(dir.store, "")).rejects.toMatchObject({ code: "ORG_NOT_FOUND" });
  });

  it("are not deleted while they are current, or the only one", async () => {
    await expect(deleteWholeOrg(dir.store, dir.org, LATER)).rejects.toMatchObject({ code: "ONLY_ORG", status: 4 });
    const other = await make("Other");
    await expect(deleteWholeOrg(dir.store, other, LATER)).rejects.toMatchObject({
      code: "ORG_IS_CURRENT",
      fix: "work in another org first: appint orgs use acme",
    });
    await use(dir.org);
    await deleteWholeOrg(dir.store, other, LATER);
    await expect(deleteWholeOrg(dir.store, other, LATER)).rejects.toMatchObject({ code: "ORG_GONE", status: 4 });
    expect((await orgs(dir.store.read)).map(({ slug }) => slug)).toEqual(["acme"]);
  });

  it("leave no row behind in any table, and take none of another org", async () => {
    const other = await make("Other");
    await use(dir.org);
    await dir.addApp();
    const file = dir.store.location;
    fillEveryTable(file, other.id, "goes");
    fillEveryTable(file, dir.org.id, "stays");
    const before = everyRow(file);
    const isTheirs = (row: Row) => /"goes /.test(JSON.stringify(row)) || Object.values(row).includes(other.id);
    for (const table of Object.keys(before).filter((name) => name !== "setting" && name !== "migration"))
      expect(before[table]?.filter(isTheirs), table).not.toEqual([]);

    await deleteWholeOrg(dir.store, other, LATER);

    const { log_event: log = [], log_event_target: targets, ...after } = everyRow(file);
    for (const [table, rows] of Object.entries(after))
      expect(rows, table).toEqual(before[table]?.filter((row) => !isTheirs(row)));
    const [event, ...more] = log.filter(({ uuid }) => !before.log_event?.some((row) => row.uuid === uuid));
    expect(more).toEqual([]);
    expect(event).toMatchObject({ org_id: dir.org.id, event_type: "org.lifecycle.delete", targets: `["${other.id}"]` });
    expect(log.slice(0, -1)).toEqual(before.log_event?.filter((row) => !isTheirs(row)));
    expect(JSON.stringify(targets)).not.toContain("goes");
  });

  it("are reached by the foreign keys of every table that knows an org", () => {
    const db = new Database(dir.store.location, { readonly: true });
    const schema = schemaOf(db);
    expect(schema.others).toEqual(["migration", "setting"]);
    for (const table of schema.ofAnOrg.slice(1)) {
      const keys = db.pragma(`foreign_key_list(${table})`) as { on_delete: string }[];
      expect(new Set(keys.map(({ on_delete }) => on_delete)), table).toEqual(new Set(["CASCADE"]));
    }
    db.close();
  });

  it("stay as they are when two are deleted at once by two people: one is left", async () => {
    const others = [await make("One"), await make("Two")];
    await use(dir.org);
    const results = await Promise.allSettled(others.map((org) => deleteWholeOrg(dir.store, org, NOW)));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await orgs(dir.store.read)).toEqual([dir.org]);
  });
});
