import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver } from "../../src/store/driver.js";
import { type Migration, migrate } from "../../src/store/migration.js";
import { migrations } from "../../src/store/migrations/index.js";
import { openSqlite } from "../../src/store/sqlite/driver.js";

const step = (id: string, ...statements: string[]): Migration => ({ id, statements: () => statements });
const first = step("0001-first", "CREATE TABLE pet (name TEXT)", "INSERT INTO pet VALUES ('Rex')");
const second = step("0002-ages", "ALTER TABLE pet ADD COLUMN age INTEGER", "UPDATE pet SET age = 3");
const broken = step("0003-broken", "UPDATE pet SET age = 4", "CREATE TABLE pet (name TEXT)");

let folder: string;
let file: string;
let driver: Driver;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "appint-migration-"));
  file = join(folder, "a.db");
  writeFileSync(file, "", { mode: 0o600 });
  driver = await openSqlite(file);
});
afterEach(async () => {
  await driver.close();
  rmSync(folder, { recursive: true, force: true });
});

const pets = () => driver.read.all("SELECT * FROM pet");
const applied = async () =>
  (await driver.read.all<{ id: string }>("SELECT id FROM migration ORDER BY id")).map(({ id }) => id);

describe("migrations", () => {
  it("run once each, in order", async () => {
    expect(await migrate(driver, file, [first])).toBeUndefined();
    await migrate(driver, file, [first, second]);
    await migrate(driver, file, [first, second]);
    expect(await pets()).toEqual([{ name: "Rex", age: 3 }]);
    expect(await applied()).toEqual(["0001-first", "0002-ages"]);
  });

  it("save the database as it was before they change it, readable for its owner only", async () => {
    await migrate(driver, file, [first]);
    const copy = await migrate(driver, file, [first, second]);
    expect(copy).toBe(`${file}.before-0002-ages`);
    expect((statSync(copy ?? "").mode & 0o777).toString(8)).toBe("600");
    const saved = new Database(copy, { readonly: true });
    expect(saved.prepare("SELECT * FROM pet").all()).toEqual([{ name: "Rex" }]);
    saved.close();
    expect(readdirSync(folder).filter((name) => name.includes("before"))).toHaveLength(1);
  });

  it("save nothing of a new database", async () => {
    await migrate(driver, file, [first, second]);
    expect(readdirSync(folder).filter((name) => name.includes("before"))).toEqual([]);
  });

  it("change nothing when one of them fails, and leave the copy", async () => {
    await migrate(driver, file, [first, second]);
    await expect(migrate(driver, file, [first, second, broken])).rejects.toThrow("already exists");
    expect(await pets()).toEqual([{ name: "Rex", age: 3 }]);
    expect(await applied()).toEqual(["0001-first", "0002-ages"]);
  });

  it("are refused on a database that knows one more", async () => {
    await migrate(driver, file, [first, second]);
    await expect(migrate(driver, file, [first])).rejects.toMatchObject({ code: "STORE_NEWER", status: 5 });
  });

  it("run once when two processes begin at the same time", async () => {
    await migrate(driver, file, [first]);
    const other = await openSqlite(file);
    await Promise.all([migrate(driver, file, [first, second]), migrate(other, file, [first, second])]);
    await other.close();
    expect(await applied()).toEqual(["0001-first", "0002-ages"]);
    const saved = new Database(`${file}.before-0002-ages`, { readonly: true });
    expect(saved.prepare("SELECT * FROM pet").all()).toEqual([{ name: "Rex" }]); // not the state after
    saved.close();
  });
});

it("every migration has a number of its own, and they are listed in order", () => {
  const ids = migrations.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids.map((id) => id.slice(0, 4))).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^\d{4}(-[a-z0-9]+)+$/);
});
