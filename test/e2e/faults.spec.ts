/**
 * What goes wrong around a database: one message, the right status, and what lies there stays as it was, byte by byte.
 * Root passes every mode bit, so as root the commands run as somebody else.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, type RunOptions, usedOrg } from "./built-cli.js";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const as: RunOptions = isRoot ? { uid: NOBODY } : {};

let org: FreshOrg;
beforeEach(async () => {
  org = await usedOrg();
  if (isRoot)
    for (const path of [org.folder, ...readdirSync(org.folder).map((name) => join(org.folder, name))])
      chownSync(path, NOBODY, NOBODY);
});
afterEach(() => org[Symbol.asyncDispose]());

const lying = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => {
      const [path, stat] = [join(folder, name), statSync(join(folder, name))];
      return [name, `${stat.mode.toString(8)} ${stat.isFile() ? readFileSync(path).toString("base64") : "folder"}`];
    }),
  );

const damage = (from: number, to: number) => {
  const bytes = readFileSync(org.database);
  bytes.fill(0x5a, from, to);
  writeFileSync(org.database, bytes);
};
const sql = (text: string) => {
  const db = new Database(org.database);
  db.exec(text);
  db.close();
};

/** What is wrong → the first line of the problem; `<db>` is the file. */
const faults: [what: string, make: () => unknown, told: string, options?: RunOptions & { status?: number }][] = [
  [
    "a file that cannot be written",
    () => chmodSync(org.database, 0o400),
    "The database cannot be written: <db> is read-only",
  ],
  [
    "a file that cannot be read",
    () => chmodSync(org.database, 0),
    "The database cannot be opened: <db> refuses access",
  ],
  [
    "a folder in which nothing can be made",
    () => chmodSync(org.folder, 0o500),
    "The database cannot be written: <db> is read-only",
  ],
  [
    "a folder in its place",
    () => {
      rmSync(org.database);
      mkdirSync(org.database);
    },
    "<db> is a folder, not a database",
  ],
  [
    "a link that leads nowhere",
    () => {
      rmSync(org.database);
      symlinkSync(`${org.database}.gone`, org.database);
    },
    "There is no database <db>",
  ],
  [
    "a newer schema",
    () => sql("INSERT INTO migration VALUES ('0099-from-the-future', '')"),
    "The database <db> was made by a newer appint",
  ],
  ["a database of another program", () => sql("DROP TABLE migration"), "<db> is a database of another program"],
  ["a damaged header", () => damage(0, 100), "<db> is not a database"],
  ["a damaged schema", () => damage(100, 4096), "The database <db> is damaged"],
  ["damaged pages in the middle", () => damage(4096, statSync(org.database).size), "The database <db> is damaged"],
  ["a file that was cut", () => truncateSync(org.database, 4096 * 2 + 100), "The database <db> is damaged"],
  [
    "a file that was cut to nothing",
    () => truncateSync(org.database, 0),
    "The database <db> is empty, although its key file is there",
  ],
  ["a lost key file", () => rmSync(`${org.database}.key`), "The secret key of the database is missing: <db>.key"],
  [
    "a foreign key file",
    () => writeFileSync(`${org.database}.key`, `${"5e".repeat(32)}\n`),
    "The secret key in <db>.key is not the one of this database",
  ],
  [
    "a key file with something else in it",
    () => writeFileSync(`${org.database}.key`, "5e"),
    "The file <db>.key holds no secret key",
  ],
  [
    "a key file that cannot be read",
    () => chmodSync(`${org.database}.key`, 0),
    "The secret key file <db>.key cannot be used",
  ],
  [
    "another APPINT_SECRET_KEY",
    () => {},
    "The secret key in APPINT_SECRET_KEY is not the one of this database",
    { env: { APPINT_SECRET_KEY: "correct horse battery staple" } },
  ],
  [
    "an APPINT_SECRET_KEY that is too short",
    () => {
      rmSync(org.database);
      rmSync(`${org.database}.key`);
    },
    "APPINT_SECRET_KEY is too short",
    { env: { APPINT_SECRET_KEY: "short" }, status: 2 },
  ],
];

describe("a command that meets", () => {
  it.each(faults)("%s says so and leaves everything as it was", async (_, make, told, options = {}) => {
    make();
    const mode = statSync(org.folder).mode;
    const before = existsSync(org.database) ? lying(org.folder) : readdirSync(org.folder);
    const { status, stdout, stderr } = await org.appint("users create grace@example.com", { ...as, ...options });
    expect({ status, stdout }).toEqual({ status: options.status ?? 5, stdout: "" });
    expect(stderr.replaceAll(org.database, "<db>").split("\n")[0]).toBe(`✖ ${told}`);
    expect(stderr).toMatch(/^✖ .+\n {4}cause {3}\S.*\n {4}fix {5}\S.*\n$/);
    chmodSync(org.folder, mode);
    expect(existsSync(org.database) ? lying(org.folder) : readdirSync(org.folder)).toEqual(before);
  });

  it("a key file that others can read goes on, and doctor warns", async () => {
    chmodSync(`${org.database}.key`, 0o644);
    await org.done("users create grace@example.com", as);
    expect((await org.appint("doctor", as)).stdout).toContain(
      `! Secret key: ${org.database}.key is open to others (mode 0644)`,
    );
  });

  it("a journal that was damaged keeps what was taken in before", async () => {
    writeFileSync(`${org.database}-wal`, Buffer.alloc(50_000, 0x5a));
    if (isRoot) chownSync(`${org.database}-wal`, NOBODY, NOBODY);
    await org.done("users create grace@example.com", as);
    expect((await org.done("users list --json=login", as)).stdout).toContain("ada@example.com");
  });

  it("a clock before the last event goes on, says so once, and keeps the log in order", async () => {
    sql("UPDATE log_event SET published = '2090-01-01T00:00:00.000Z'");
    const { status, stderr } = await org.appint("users create grace@example.com", as);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^! The clock is \d+ min behind the last event of the log: .*\n$/),
    });
    const log = (await org.done("logs --type user.lifecycle.create --json=published", as)).stdout;
    expect(log).toMatch(/"2090-01-01T00:00:00\.000Z"\}\]\n$/);
  });

  it.each(["dir with blanks/ö 'quoted' \"$HOME\" %41 #x.db", "?mode=memory&x=1.db", "line\nend.db"])(
    "a path like %j works on that very file",
    async (name) => {
      const file = join(org.folder, name);
      mkdirSync(join(file, ".."), { recursive: true });
      cpSync(org.database, file);
      copyFileSync(`${org.database}.key`, `${file}.key`);
      const before = readFileSync(org.database);
      await org.done(["users", "create", "grace@example.com", "--db", file]);
      expect((await org.done(["users", "list", "--json=login", "--db", file])).stdout).toContain("grace@example.com");
      expect(readFileSync(org.database)).toEqual(before);
    },
  );

  it("a link, or a path from where it is, works on the file behind it", async () => {
    mkdirSync(join(org.folder, "real"));
    for (const name of ["org.db", "org.db.key"]) renameSync(join(org.folder, name), join(org.folder, "real", name));
    await org.done("users create grace@example.com --db ../real/org.db", { cwd: join(org.folder, "real") });
    symlinkSync(join("real", "org.db"), org.database);
    symlinkSync(join("real", "org.db.key"), `${org.database}.key`);
    await org.done("users create alan@example.com");
    expect((await org.done("users list --json=login --db real/org.db")).stdout).toMatch(/alan.*grace/);
  });
});

describe("a server whose database vanishes", () => {
  it("answers so, writes nothing into nothing, and ends as always", async () => {
    const serving = org.start("serve");
    await serving.shows(/Ctrl-C/);
    const page = () => fetch(`${org.origin}/login/login.htm`, { headers: { accept: "text/html" } });
    expect((await page()).status).toBe(200);
    for (const name of ["", "-wal", "-shm"]) rmSync(org.database + name, { force: true });
    const answer = await page();
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("was deleted or replaced while it was in use");
    expect((await fetch(`${org.origin}/healthz`)).status).toBe(200);
    expect(existsSync(org.database)).toBe(false);
    serving.kill("SIGTERM");
    const { status, stderr } = await serving.result;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "Stopped.\n" });
  });
});

describe("a disk that is full", () => {
  const small = mkdtempSync(join(tmpdir(), "appint-full-"));
  let mounted = false;
  beforeAll(() => {
    mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=777", "tmpfs", small]).status === 0;
  });
  afterAll(() => {
    if (mounted) spawnSync("umount", ["-l", small]);
    rmSync(small, { recursive: true, force: true });
  });
  const fill = () => {
    const filler = join(small, "filler");
    for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
      } catch {
        // no room for that much: less may fit
      }
    }
  };

  it("is told by commands and by a server; nothing is half-written, and it goes on when there is room", async (context) => {
    if (!mounted && !process.env.CI) context.skip("a small file system cannot be mounted here: needs root");
    const file = join(small, "org.db");
    for (const name of ["", ".key"]) cpSync(org.database + name, file + name);
    const env = { APPINT_DB: file };
    const serving = org.start("serve", { env });
    await serving.shows(/Ctrl-C/);
    const page = () => fetch(`${org.origin}/login/login.htm`, { headers: { accept: "text/html" } });
    expect((await page()).status).toBe(200);
    fill();
    let full = await page();
    for (let tries = 0; full.status === 200 && tries < 500; tries++) full = await page(); // room that the journal has already
    expect(full.status).toBe(503);
    expect(await full.text()).toContain(`No room to write the database ${file}`);
    expect((await fetch(`${org.origin}/healthz`)).status).toBe(200);
    const command = await org.appint("users create grace@example.com", { env });
    expect({ status: command.status, stdout: command.stdout }).toEqual({ status: 5, stdout: "" });
    expect(command.stderr).toMatch(
      /^✖ No room to write the database .*\n {4}cause .*\n {4}fix {5}make room and run the command again\n$/,
    );
    unlinkSync(join(small, "filler"));
    expect((await page()).status).toBe(200);
    const list = (await org.done("users list --json=login", { env })).stdout;
    expect(list).not.toContain("grace@example.com");
    await org.done("users create grace@example.com", { env });
    serving.kill("SIGTERM");
    expect(await serving.result).toMatchObject({ status: 0, stderr: "Stopped.\n" });

    fill();
    const closed = await org.appint("users create alan@example.com", { env });
    expect(closed).toMatchObject({ status: 5, stdout: "" });
    expect(closed.stderr).toContain("No room to write the database");
    unlinkSync(join(small, "filler"));
    expect((await org.appint("doctor", { env })).stdout).toMatch(/✔ Content: /);
  });
});
