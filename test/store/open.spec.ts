import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventsOfOrg } from "../../src/store/log-events.js";
import { openStore } from "../../src/store/open.js";
import { insertOrg } from "../../src/store/orgs.js";
import { anEvent, anOrg } from "../conformance/rows.js";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "appint-open-"));
  file = join(folder, "appint.db");
  vi.stubEnv("APPINT_SECRET_KEY", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Makes a database and returns something that it sealed. */
async function make(options: { secretKey?: string } = {}): Promise<string> {
  await using store = await openStore({ file, ...options });
  return store.seal("secret");
}

/** Opening is refused with this problem, and what lies in the folder is as it was. */
async function refused(code: string, options: Partial<Parameters<typeof openStore>[0]> = {}) {
  const before = contentOf(folder);
  const opening = openStore({ file, ...options });
  await expect(opening).rejects.toMatchObject({ name: "Problem", code });
  expect(contentOf(folder)).toEqual(before);
  return opening.catch((problem) => problem);
}

const contentOf = (path: string) =>
  Object.fromEntries(
    readdirSync(path).map((name) => {
      const whole = join(path, name);
      return [name, statSync(whole).isFile() ? readFileSync(whole).toString("base64") : "folder"];
    }),
  );

describe("opening a database", () => {
  it("makes file, key and journal readable for their owner only", async () => {
    await using store = await openStore({ file });
    expect(store.location).toBe(file);
    expect(store.instanceId).toMatch(/^[\w-]{43}$/);
    const modes = Object.fromEntries(readdirSync(folder).map((name) => [name, mode(join(folder, name))]));
    expect(modes).toEqual({
      "appint.db": "600",
      "appint.db-shm": "600",
      "appint.db-wal": "600",
      "appint.db.key": "600",
    });
  });

  it("leaves one file and its key behind when it is closed", async () => {
    await make();
    expect(readdirSync(folder).sort()).toEqual(["appint.db", "appint.db.key"]);
  });

  it("makes a folder .appint that keeps itself out of git, and no other folder", async () => {
    file = join(folder, ".appint", "appint.db");
    await make();
    expect(readFileSync(join(folder, ".appint", ".gitignore"), "utf8")).toMatch(/^\*$/m);
    expect(mode(join(folder, ".appint"))).toBe("700");

    file = join(folder, "data", "appint.db");
    expect((await refused("STORE_FOLDER_MISSING")).status).toBe(5);
    file = join(folder, "none", ".appint", "appint.db");
    await refused("STORE_FOLDER_MISSING");
  });

  it("makes every folder when it is told to", async () => {
    file = join(folder, "a", "b", "appint.db");
    await (await openStore({ file, createFolder: true })).close();
    expect(existsSync(file)).toBe(true);
    expect(existsSync(join(folder, "a", "b", ".gitignore"))).toBe(false);
  });

  it("leaves a .gitignore of somebody's own alone", async () => {
    mkdirSync(join(folder, ".appint"));
    writeFileSync(join(folder, ".appint", ".gitignore"), "mine");
    file = join(folder, ".appint", "appint.db");
    await make();
    expect(readFileSync(join(folder, ".appint", ".gitignore"), "utf8")).toBe("mine");
  });

  it("makes nothing when it may not create", async () => {
    expect((await refused("STORE_MISSING", { create: false })).status).toBe(5);
    await make();
    await (await openStore({ file, create: false })).close();
  });

  it("is done by many at once with one outcome", async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore({ file })));
    const sealed = stores[0]?.seal("x") ?? "";
    expect(new Set(stores.map(({ instanceId }) => instanceId)).size).toBe(1);
    expect(stores.map((store) => store.unseal(sealed))).toEqual(stores.map(() => "x"));
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe("opening something else", () => {
  it.each([
    ["text", "this is not a database, just some text that is long enough to be looked at"],
    ["a broken header", `SQLite format 3\0${"\xff".repeat(200)}`],
  ])("refuses %s and leaves it as it was", async (_, content) => {
    writeFileSync(file, content, "latin1");
    expect((await refused("STORE_NOT_A_DATABASE")).status).toBe(5);
  });

  it("refuses a folder", async () => {
    mkdirSync(file);
    expect((await refused("STORE_IS_A_FOLDER")).fix).toContain(join(file, "appint.db"));
  });

  it("refuses a database of another program and leaves it as it was", async () => {
    const other = new Database(file);
    other.exec("CREATE TABLE bookmark (url TEXT)");
    other.close();
    expect((await refused("STORE_OF_ANOTHER_PROGRAM")).status).toBe(5);
  });

  it("refuses a path through a file", async () => {
    writeFileSync(join(folder, "file"), "");
    file = join(folder, "file", "appint.db");
    const problem = await openStore({ file }).catch((error) => error);
    expect(problem).toMatchObject({ name: "Problem", status: 5 });
  });

  it("refuses a database of a newer version and names what it does not know", async () => {
    await make();
    const newer = new Database(file);
    newer.exec("INSERT INTO migration VALUES ('0099-from-the-future', '2030-01-01T00:00:00.000Z')");
    newer.close();
    const problem = await refused("STORE_NEWER");
    expect(problem).toMatchObject({ status: 5, why: expect.stringContaining("0099-from-the-future") });
  });

  it("reports a damaged file as damaged", async () => {
    await make();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096); // every page but the first
    writeFileSync(file, bytes);
    const problem = await openStore({ file }).catch((error) => error);
    expect(problem).toMatchObject({ name: "Problem", code: "STORE_DAMAGED", status: 5 });
  });
});

describe("the secret key of a database", () => {
  it("is named when it is lost, and not made anew", async () => {
    await make();
    rmSync(`${file}.key`);
    const problem = await refused("SECRET_KEY_LOST");
    expect(problem).toMatchObject({ status: 5, what: expect.stringContaining(`${file}.key`) });
    expect(existsSync(`${file}.key`)).toBe(false);
  });

  it("is named when it is another database's", async () => {
    await make();
    const own = file;
    file = join(folder, "other.db");
    await make();
    copyFileSync(`${file}.key`, `${own}.key`);
    file = own;
    const problem = await refused("SECRET_KEY_FOREIGN");
    expect(problem).toMatchObject({ status: 5, what: expect.stringContaining(`${file}.key`) });
  });

  it.each(["", "garbage", "ab".repeat(31), "zz".repeat(32)])("is named when the file holds %j", async (content) => {
    await make();
    writeFileSync(`${file}.key`, content);
    expect((await refused("SECRET_KEY_DAMAGED")).status).toBe(5);
  });

  it("is the one left from an earlier database of that name", async () => {
    const sealed = await make();
    rmSync(file);
    await using store = await openStore({ file });
    expect(store.unseal(sealed)).toBe("secret");
  });

  it.each([
    ["hex", "5e".repeat(32)],
    ["base64", Buffer.alloc(32, 7).toString("base64")],
    ["base64url", Buffer.alloc(32, 0xfb).toString("base64url")],
    ["a passphrase", "correct horse battery staple"],
  ])("comes from APPINT_SECRET_KEY as %s, and then no file is made", async (_, secretKey) => {
    vi.stubEnv("APPINT_SECRET_KEY", secretKey);
    const sealed = await make();
    expect(existsSync(`${file}.key`)).toBe(false);
    await using store = await openStore({ file });
    expect(store.unseal(sealed)).toBe("secret");
  });

  it("is named when APPINT_SECRET_KEY is another one, is gone, or too short", async () => {
    await make({ secretKey: "correct horse battery staple" });
    const problem = await refused("SECRET_KEY_FOREIGN", { secretKey: "correct horse battery stapler" });
    expect(problem.what).toContain("APPINT_SECRET_KEY");
    const lost = await refused("SECRET_KEY_LOST");
    expect(lost.status).toBe(5);
    expect(lost.fix).toContain("APPINT_SECRET_KEY");
    expect((await refused("SECRET_KEY_TOO_SHORT", { secretKey: "correct horse" })).status).toBe(2);
  });

  it("that is too short makes no file", async () => {
    await refused("SECRET_KEY_TOO_SHORT", { secretKey: "correct horse" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("differs between two databases with one passphrase", async () => {
    const secretKey = "correct horse battery staple";
    const sealed = await make({ secretKey });
    file = join(folder, "second.db");
    await using second = await openStore({ file, secretKey });
    expect(() => second.unseal(sealed)).toThrow("does not open");
  });

  it("is never shown in a problem", async () => {
    await make();
    chmodSync(`${file}.key`, 0o600);
    const key = readFileSync(`${file}.key`, "utf8").trim();
    writeFileSync(`${file}.key`, `${key}00`);
    const problem = await refused("SECRET_KEY_DAMAGED");
    expect(JSON.stringify(problem)).not.toContain(key.slice(0, 16));
  });
});

describe("a clock that was set back", () => {
  it("changes nothing of the order of the log, and is told once", async () => {
    const behind: number[] = [];
    await using store = await openStore({ file, onClockBehind: (milliseconds) => behind.push(milliseconds) });
    const org = anOrg();
    const times = ["12:00:00.000", "12:00:30.000", "11:59:40.000", "09:00:00.000", "09:00:01.000", "12:00:31.000"];
    for (const [index, time] of times.entries()) {
      await store.write(async (tx) => {
        if (index === 0) await insertOrg(tx, org);
        await tx.record(anEvent(org.id, { now: new Date(`2026-03-01T${time}Z`) }));
      });
    }
    const { rows } = await eventsOfOrg(store.read, org.id, {});
    expect(rows.map(({ published }) => published.toISOString().slice(11, 19))).toEqual([
      "12:00:00",
      "12:00:30",
      "12:00:30",
      "12:00:30",
      "12:00:30",
      "12:00:31",
    ]);
    expect(rows.map(({ body }) => body.published)).toEqual(rows.map(({ published }) => published.toISOString()));
    expect(behind).toEqual([3 * 3_600_000 + 30_000]);
  });

  it("of one org says nothing about another", async () => {
    await using store = await openStore({ file });
    const [one, other] = [anOrg(), anOrg()];
    await store.write(async (tx) => {
      await insertOrg(tx, one);
      await insertOrg(tx, other);
      await tx.record(anEvent(one.id, { now: new Date("2030-01-01T00:00:00.000Z") }));
      await tx.record(anEvent(other.id, { now: new Date("2026-01-01T00:00:00.000Z") }));
    });
    expect((await eventsOfOrg(store.read, other.id, {})).rows[0]?.published.getUTCFullYear()).toBe(2026);
  });
});
