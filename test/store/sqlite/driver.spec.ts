import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver } from "../../../src/store/driver.js";
import { openSqlite } from "../../../src/store/sqlite/driver.js";
import { Patience } from "../../../src/store/sqlite/patience.js";
import { problemOf } from "../../../src/store/sqlite/problems-of.js";

let folder: string;
let file: string;
let driver: Driver;
let other: Database.Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "appint-sqlite-"));
  file = join(folder, "a.db");
  writeFileSync(file, "");
  driver = await openSqlite(file, new Patience(file, 0.3));
  await driver.transaction(async (tx) => {
    await tx.run("CREATE TABLE migration (id TEXT)");
    await tx.run("CREATE TABLE pet (name TEXT UNIQUE)");
  });
  other = new Database(file);
});
afterEach(async () => {
  other.close();
  await driver.close();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (name: string) => driver.transaction((tx) => tx.run("INSERT INTO pet VALUES (?)", [name]));
const names = async () =>
  (await driver.read.all<{ name: string }>("SELECT name FROM pet ORDER BY name")).map(({ name }) => name);

describe("while another connection holds the write lock", () => {
  it("a write waits for it, and the process goes on meanwhile", async () => {
    other.exec("BEGIN IMMEDIATE; INSERT INTO pet VALUES ('theirs')");
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const written = insert("ours");
    setTimeout(() => other.exec("COMMIT"), 60);
    await written;
    clearInterval(ticking);
    expect(await names()).toEqual(["ours", "theirs"]);
    expect(turns).toBeGreaterThan(10);
  });

  it("reads see the state before and do not wait", async () => {
    await insert("Rex");
    other.exec("BEGIN IMMEDIATE; DELETE FROM pet");
    expect(await names()).toEqual(["Rex"]);
    other.exec("ROLLBACK");
  });

  it("every write of the queue gives up after the same time, with the problem that says so", async () => {
    other.exec("BEGIN IMMEDIATE");
    const started = performance.now();
    const outcomes = await Promise.allSettled(["a", "b", "c", "d", "e"].map(insert));
    expect(performance.now() - started).toBeLessThan(900); // and not five times 300 ms
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { name: "Problem", code: "STORE_BUSY", status: 5 } });
    }
    other.exec("ROLLBACK");
    await insert("later");
    expect(await names()).toEqual(["later"]);
  });

  it("a write that comes later has its own time to wait", async () => {
    other.exec("BEGIN IMMEDIATE");
    await expect(insert("a")).rejects.toMatchObject({ code: "STORE_BUSY" });
    const second = insert("b");
    setTimeout(() => other.exec("ROLLBACK"), 100);
    await second;
    expect(await names()).toEqual(["b"]);
  });
});

describe("the connections", () => {
  it("refuse to write where only reading is meant", async () => {
    await expect(driver.read.all("DELETE FROM pet RETURNING name")).rejects.toThrow(/readonly|read-only/i);
  });

  it("keep a write-ahead log and foreign keys", async () => {
    await names(); // a connection learns of it with its first read
    expect(await driver.read.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    const foreignKeys = await driver.transaction((tx) => tx.get("PRAGMA foreign_keys"));
    expect(foreignKeys).toEqual({ foreign_keys: 1 });
  });

  it("run one statement for many rows, all or none", async () => {
    const many = Array.from({ length: 500 }, (_, turn) => [`pet ${turn}`]);
    expect(await driver.transaction((tx) => tx.bulk("INSERT INTO pet VALUES (?)", many))).toBe(500);
    await expect(
      driver.transaction((tx) => tx.bulk("INSERT INTO pet VALUES (?)", [["new"], ["pet 7"]])),
    ).rejects.toThrow("UNIQUE");
    expect(await names()).toHaveLength(500);
  });

  it("take no value that only one engine knows", async () => {
    await expect(driver.read.get("SELECT ?", [true as never])).rejects.toThrow();
  });
});

describe("an error of the engine", () => {
  it.each([
    ["SQLITE_FULL", "STORE_FULL"],
    ["SQLITE_CORRUPT", "STORE_DAMAGED"],
    ["SQLITE_CORRUPT_INDEX", "STORE_DAMAGED"],
    ["SQLITE_NOTADB", "STORE_NOT_A_DATABASE"],
    ["SQLITE_READONLY_DIRECTORY", "STORE_READ_ONLY"],
    ["SQLITE_CANTOPEN", "STORE_NO_ACCESS"],
    ["SQLITE_IOERR_WRITE", "STORE_DISK_FAILED"],
  ])("%s is the problem %s", (code, problem) => {
    expect(problemOf(Object.assign(new Error("x"), { code }), file)).toMatchObject({ code: problem, status: 5 });
  });

  it("that nobody can help stays an error", () => {
    const defect = Object.assign(new Error("x"), { code: "SQLITE_CONSTRAINT_UNIQUE" });
    expect(problemOf(defect, file)).toBe(defect);
    expect(problemOf("text", file)).toBe("text");
  });

  it("says in the middle of a write that the disk is full, and undoes the write", async () => {
    await insert("Rex");
    await driver.transaction(async (tx) => {
      await tx.get("PRAGMA max_page_count = 8");
    });
    const long = Array.from({ length: 50 }, (_, turn) => [`${turn}${"x".repeat(2000)}`]);
    await expect(driver.transaction((tx) => tx.bulk("INSERT INTO pet VALUES (?)", long))).rejects.toMatchObject({
      code: "STORE_FULL",
      status: 5,
    });
    expect(await names()).toEqual(["Rex"]);
  });
});
