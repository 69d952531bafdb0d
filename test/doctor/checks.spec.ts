/** Every check on something sound and on something broken; what says that it can be mended is mended, and looked at again. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Patient } from "../../src/doctor/check.js";
import { checks, examine } from "../../src/doctor/examine.js";
import { satisfies } from "../../src/doctor/version-range.js";
import { healthOf } from "../../src/idp/health.js";
import { migrations } from "../../src/store/migrations/index.js";
import { openStore } from "../../src/store/open.js";
import { beginFile } from "../../src/whole-file.js";
import { freePort } from "../e2e/built-cli.js";
import { type BrokenDatabase, soundDatabase } from "./broken-database.js";

// The engine of this repository works, or no test would run: it is not tried a hundred times in a process of its own.
vi.mock("../../src/doctor/installation.js", async (original) => {
  const real = await original<typeof import("../../src/doctor/installation.js")>();
  const own = realpathSync(new URL("../../node_modules/better-sqlite3", import.meta.url));
  return {
    ...real,
    whyEngineFails: async (path: string) => (path.startsWith(own) ? undefined : real.whyEngineFails(path)),
  };
});

const DAY_MS = 86_400_000;
let database: BrokenDatabase;
let other: Database.Database | undefined;
let about: Omit<Patient, "inspect">;
let elsewhere: string;

beforeEach(async () => {
  database = await soundDatabase();
  elsewhere = mkdtempSync(join(tmpdir(), "appint-doctor-cwd-"));
  database.break(`UPDATE org SET origin = 'http://127.0.0.1:${await freePort()}'`);
  about = {
    file: database.file,
    cwd: elsewhere,
    env: {},
    now: new Date(),
    root: new URL("../../", import.meta.url),
    terminal: { stdin: true, stdout: true, columns: 80 },
  };
});
afterEach(() => {
  other?.close();
  other = undefined;
  database[Symbol.dispose]();
  rmSync(elsewhere, { recursive: true });
  vi.unstubAllEnvs();
});

const old = (name: string) => {
  const path = join(database.folder, name);
  writeFileSync(path, "");
  utimesSync(path, new Date(0), new Date(0));
};
/** What is left of a file when the process that writes it is killed. */
const killedWhileWriting = (file: string) => {
  const folder = dirname(file);
  const before = readdirSync(folder);
  beginFile(file).write("half of it");
  for (const name of readdirSync(folder).filter((each) => !before.includes(each)))
    utimesSync(join(folder, name), new Date(0), new Date(0));
};
const later = (days: number) => {
  about = { ...about, now: new Date(Date.now() + days * DAY_MS) };
};
/** As a process that goes on writing while nothing is taken in. */
const writeMuch = () => {
  other = new Database(database.file);
  other.pragma("wal_autocheckpoint = 0");
  const write = other.prepare("INSERT OR REPLACE INTO setting VALUES ('much', ?)");
  for (let megabytes = 0; megabytes < 36; megabytes++) write.run("x".repeat(2 ** 20));
};
const surroundings = (env: NodeJS.ProcessEnv, terminal: Partial<Patient["terminal"]> = {}) => {
  about = { ...about, env, terminal: { ...about.terminal, ...terminal } };
};
const damagePage = (page: number) => {
  const bytes = readFileSync(database.file);
  bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
  writeFileSync(database.file, bytes);
};
/** A package of ours in which the engine does what the program says. */
const packageWith = (engine: string | undefined, engines = ">=20") => {
  const root = join(database.folder, "package");
  mkdirSync(join(root, "node_modules", "better-sqlite3"), { recursive: true });
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({ engines: { node: engines }, dependencies: { "better-sqlite3": "12.9.0" } }),
  );
  if (engine === undefined) rmSync(join(root, "node_modules"), { recursive: true });
  else {
    writeFileSync(
      join(root, "node_modules", "better-sqlite3", "package.json"),
      JSON.stringify({ version: "12.9.0", main: "index.js" }),
    );
    writeFileSync(join(root, "node_modules", "better-sqlite3", "index.js"), engine);
  }
  about = { ...about, root: pathToFileURL(`${root}/`) };
  return root;
};
const works = "module.exports = class { prepare() { return { get() {} } } }";
/** An npm that does this instead. */
const npmThat = (script: string) => {
  const folder = join(database.folder, "bin");
  mkdirSync(folder);
  writeFileSync(join(folder, "npm"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
};

interface Case {
  check: string;
  what: string;
  break(): unknown;
  verdict: "warning" | "failed";
  seen: RegExp;
  /** What `--fix` says that it did; absent where a person must. */
  mends?: RegExp;
}

const cases: Case[] = [
  {
    check: "node",
    what: "a Node that is too old",
    break: () => packageWith(works, ">=99"),
    verdict: "failed",
    seen: /is none of >=99/,
  },
  {
    check: "native-module",
    what: "an engine that is not there",
    break: () => {
      packageWith(undefined);
      npmThat(
        'mkdir -p node_modules/better-sqlite3 && cd node_modules/better-sqlite3 && echo \'{"version":"12.9.0","main":"index.js"}\' > package.json && echo \'module.exports = class { prepare() { return { get() {} } } }\' > index.js',
      );
    },
    verdict: "failed",
    seen: /does not work on Node \S+: it is not installed/,
    mends: /^run npm install --no-save better-sqlite3@12\.9\.0$/,
  },
  {
    check: "native-module",
    what: "an engine for another Node",
    break: () => {
      packageWith("throw new Error('compiled against a different Node.js version using NODE_MODULE_VERSION 93. This')");
      npmThat(`[ "$*" = "rebuild better-sqlite3" ] && echo '${works}' > node_modules/better-sqlite3/index.js`);
    },
    verdict: "failed",
    seen: /built for another Node \(module version 93/,
    mends: /^run npm rebuild better-sqlite3$/,
  },
  {
    check: "native-module",
    what: "an engine that crashes the process",
    break: () => packageWith("process.kill(process.pid, 'SIGSEGV'); for (;;);"),
    verdict: "failed",
    seen: /it ends the process with SIGSEGV/,
  },
  {
    check: "native-module",
    what: "an engine that npm cannot mend",
    break: () => {
      packageWith("throw new Error('Could not locate the bindings file')");
      npmThat("echo 'no compiler here' >&2; exit 1");
    },
    verdict: "failed",
    seen: /it has no binary/,
  },
  {
    check: "database-file",
    what: "a file that others can read",
    break: () => chmodSync(database.file, 0o644),
    verdict: "warning",
    seen: /is open to others \(mode 0644\)/,
    mends: /set the mode of .* to 0600/,
  },
  {
    check: "database-file",
    what: "a folder in its place",
    break: () => {
      rmSync(database.file);
      mkdirSync(database.file);
    },
    verdict: "failed",
    seen: /is no file/,
  },
  {
    check: "leftovers",
    what: "the draft of a key",
    break: () => old("org.db.key.abcdefghijklmnopqrstuv"),
    verdict: "warning",
    seen: /left by a command that was killed/,
    mends: /delete .*org\.db\.key\.abc/,
  },
  {
    check: "leftovers",
    what: "the draft of a copy",
    break: () => old("org.db.before-0002-groups.4711"),
    verdict: "warning",
    seen: /left by a command that was killed/,
    mends: /delete .*4711/,
  },
  {
    check: "leftovers",
    what: "half a draft of a wizard",
    break: () => killedWhileWriting(`${database.file}.draft-default.json`),
    verdict: "warning",
    seen: /left by a command that was killed/,
    mends: /delete .*org\.db\.draft-default\.json\./,
  },
  {
    check: "leftovers",
    what: "half an export in another folder",
    break: () => killedWhileWriting(join(elsewhere, "acme.jsonl")),
    verdict: "warning",
    seen: /left by a command that was killed/,
    mends: /delete .*cwd-.*acme\.jsonl\./,
  },
  {
    check: "database",
    what: "a missing index",
    break: () => database.break("DROP INDEX app_by_label"),
    verdict: "failed",
    seen: /the index app_by_label is missing/,
    mends: /make the index app_by_label anew/,
  },
  {
    check: "database",
    what: "a table that was changed",
    break: () => database.break("ALTER TABLE app ADD COLUMN colour TEXT"),
    verdict: "failed",
    seen: /the table app is not as appint made it/,
  },
  {
    check: "database",
    what: "a newer schema",
    break: () => database.break("INSERT INTO migration VALUES ('0099-from-the-future', '')"),
    verdict: "failed",
    seen: /made by a newer appint.*0099-from-the-future/,
  },
  { check: "database", what: "a damaged page", break: () => damagePage(8), verdict: "failed", seen: /damaged/ },
  {
    check: "database",
    what: "a file that was cut",
    break: () => truncateSync(database.file, 4096 * 5 + 100),
    verdict: "failed",
    seen: /damaged/,
  },
  {
    check: "database",
    what: "another file",
    break: () => writeFileSync(database.file, "x".repeat(5000)),
    verdict: "failed",
    seen: /is not a database/,
  },
  {
    check: "key-file",
    what: "a lost key",
    break: () => rmSync(`${database.file}.key`),
    verdict: "failed",
    seen: /key of the database is missing/,
  },
  {
    check: "key-file",
    what: "a foreign key",
    break: () => writeFileSync(`${database.file}.key`, `${"ab".repeat(32)}\n`),
    verdict: "failed",
    seen: /is not the one of this database/,
  },
  {
    check: "key-file",
    what: "a foreign APPINT_SECRET_KEY",
    break: () => surroundings({ APPINT_SECRET_KEY: "ab".repeat(32) }),
    verdict: "failed",
    seen: /in APPINT_SECRET_KEY is not the one/,
  },
  {
    check: "key-file",
    what: "a damaged key",
    break: () => writeFileSync(`${database.file}.key`, "ab"),
    verdict: "failed",
    seen: /holds no secret key/,
  },
  {
    check: "key-file",
    what: "a key that others can read",
    break: () => chmodSync(`${database.file}.key`, 0o644),
    verdict: "warning",
    seen: /org\.db\.key is open to others/,
    mends: /to 0600/,
  },
  {
    check: "invariants",
    what: "a secret without an owner",
    break: () =>
      database.break(
        "INSERT INTO secret SELECT 'ocsOrphan', org_id, '0oaGone', kind, sealed, created, status, last_updated FROM secret",
      ),
    verdict: "failed",
    seen: /secret ocs\w+ belongs to 0oaGone/,
    mends: /forget secret ocs/,
  },
  {
    check: "invariants",
    what: "an app without its key",
    break: () => database.break("DELETE FROM signing_key WHERE app_id IS NOT NULL"),
    verdict: "failed",
    seen: /payroll has no key that signs/,
  },
  {
    check: "expired-state",
    what: "a run that was killed",
    break: () =>
      database.break(
        "INSERT INTO run SELECT 'run1', id, 'hash', '{}', NULL, NULL, created, '2026-01-01T00:00:00.000Z' FROM org",
      ),
    verdict: "warning",
    seen: /1 of run/,
    mends: /forget 1 of run/,
  },
  {
    check: "journal",
    what: "a journal that was never taken in",
    break: () => writeMuch(),
    verdict: "warning",
    seen: /-wal has \d+ MB/,
    mends: /take the journal into the database/,
  },
  {
    check: "org",
    what: "a key that is missing",
    break: () => database.break("DELETE FROM signing_key WHERE purpose = 'access-token'"),
    verdict: "warning",
    seen: /default has no key that signs for access-token/,
    mends: /make the access-token key of default/,
  },
  {
    check: "org",
    what: "no group of everybody",
    break: () => database.break("UPDATE idp_group SET name = 'Some'"),
    verdict: "failed",
    seen: /default has no group Everyone/,
  },
  {
    check: "org",
    what: "nobody who is active",
    break: () => database.break("UPDATE idp_user SET status = 'SUSPENDED'"),
    verdict: "warning",
    seen: /nobody of default is active/,
  },
  {
    check: "origin",
    what: "an address on another machine",
    break: () => database.break("UPDATE org SET origin = 'http://example.com:7700'"),
    verdict: "failed",
    seen: /org default: "http:\/\/example\.com:7700" cannot be the address/,
  },
  {
    check: "origin",
    what: "an APPINT_ORIGIN elsewhere",
    break: () => surroundings({ APPINT_ORIGIN: "https://example.com" }),
    verdict: "failed",
    seen: /APPINT_ORIGIN: "https:\/\/example\.com"/,
  },
  {
    check: "clock",
    what: "a clock that went back",
    break: () => later(-3),
    verdict: "warning",
    seen: /the last event of the log was at/,
  },
  {
    check: "clock",
    what: "a clock that was never set",
    break: () => {
      about = { ...about, now: new Date(0) };
    },
    verdict: "failed",
    seen: /1970-01-01.*never set/,
  },
  {
    check: "certificates",
    what: "a certificate that ends soon",
    break: () => later(3652 - 10),
    verdict: "warning",
    seen: /certificate of payroll ends on/,
  },
  {
    check: "certificates",
    what: "a certificate that has ended",
    break: () => later(4000),
    verdict: "failed",
    seen: /certificate of payroll ended on/,
  },
  {
    check: "terminal",
    what: "CI",
    break: () => surroundings({ CI: "1" }),
    verdict: "warning",
    seen: /nothing is asked/,
  },
  {
    check: "terminal",
    what: "a terminal without a cursor",
    break: () => surroundings({ TERM: "dumb" }),
    verdict: "warning",
    seen: /TERM=dumb/,
  },
  {
    check: "terminal",
    what: "a narrow window",
    break: () => surroundings({}, { columns: 30 }),
    verdict: "warning",
    seen: /30 columns are too few/,
  },
  {
    check: "terminal",
    what: "another locale",
    break: () => surroundings({ LANG: "de_DE.ISO-8859-1" }),
    verdict: "warning",
    seen: /is not UTF-8/,
  },
];

describe("something sound", () => {
  it("passes every check", async () => {
    const { verdict, checks: lines, mended } = await examine(about, { fix: true });
    expect(lines.filter((line) => line.verdict !== "passed")).toEqual([]);
    expect(lines.map(({ check }) => check).sort()).toEqual((await checks()).map(({ name }) => name).sort());
    expect({ verdict, mended }).toEqual({ verdict: "healthy", mended: [] });
  });

  it("is the same after it was looked at", async () => {
    const before = readdirSync(database.folder).map((name) => [name, readFileSync(join(database.folder, name), "hex")]);
    await examine(about);
    expect(
      readdirSync(database.folder).map((name) => [name, readFileSync(join(database.folder, name), "hex")]),
    ).toEqual(before);
  });

  it("is a place without a database, of which nothing is said that was not looked at", async () => {
    rmSync(database.file);
    const { verdict, checks: lines } = await examine(about);
    expect(verdict).toBe("healthy");
    const seen = Object.fromEntries(lines.map((line) => [line.check, line.verdict]));
    expect(seen).toMatchObject({
      node: "passed",
      "native-module": "passed",
      terminal: "passed",
      database: "skipped",
      invariants: "skipped",
      port: "skipped",
    });
    expect(lines.find(({ check }) => check === "invariants")?.seen).toBe("there is no database yet");
    expect(readdirSync(database.folder)).toEqual(["org.db.key"]);
  });

  it("is a file without a byte in it, of which nothing more is said; beside a key it was cut to nothing", async () => {
    database.break("SELECT 1"); // closes it
    for (const name of readdirSync(database.folder)) if (name !== "org.db.key") rmSync(join(database.folder, name));
    writeFileSync(database.file, "", { mode: 0o600 });
    const cut = await examine(about);
    expect(cut.verdict).toBe("unhealthy");
    expect(cut.checks.find(({ check }) => check === "database")?.seen).toMatch(
      /is empty, although its key file is there/,
    );

    rmSync(`${database.file}.key`);
    const { verdict, checks: lines } = await examine(about, { fix: true });
    expect(verdict).toBe("healthy");
    expect(lines.find(({ check }) => check === "database")?.seen).toBe("empty; the next command fills it");
    for (const check of ["key-file", "invariants", "org"])
      expect(lines.find((line) => line.check === check)).toMatchObject({
        verdict: "skipped",
        seen: "there is nothing in the database yet",
      });
  });

  it("is a port on which this org's own IdP listens", async () => {
    const port = await freePort();
    database.break(`UPDATE org SET origin = 'http://127.0.0.1:${port}'`);
    const { inspect } = await import("../../src/store/inspect.js");
    const inspection = await inspect(database.file);
    const [org] = await inspection.read.all<{ id: string; slug: string }>("SELECT id, slug FROM org");
    const [instance] = await inspection.read.all<{ value: string }>(
      "SELECT value FROM setting WHERE name = 'instance_id'",
    );
    inspection.close();
    if (!org || !instance) throw new Error("a sound database has both");
    let answer: unknown = healthOf({ instanceId: instance.value }, org);
    const server = createServer((_, response) => response.end(JSON.stringify(answer))).listen(port, "127.0.0.1");
    try {
      const own = await examine(about);
      expect(own.checks.find(({ check }) => check === "port")).toMatchObject({
        verdict: "passed",
        seen: expect.stringContaining("is running at"),
      });
      answer = { instance: "of another database" };
      const foreign = await examine(about);
      expect(foreign.checks.find(({ check }) => check === "port")).toMatchObject({
        verdict: "failed",
        seen: expect.stringContaining("another program listens"),
        fix: expect.stringContaining("--port"),
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("a database that is migrations behind", () => {
  const behind = migrations.map((_, index) => index + 1).filter((steps) => steps < migrations.length);

  it.each(behind)("is sound after the first %i of them, and nobody asks it by today's tables", async (steps) => {
    await database.takeBackTo(migrations.slice(0, steps));
    const before = readFileSync(database.file);

    const found = await examine(about, { fix: true });

    const due = migrations.length - steps;
    expect(found).toMatchObject({ verdict: "healthy", mended: [] });
    expect(found.checks.find(({ check }) => check === "database")).toMatchObject({
      verdict: "warning",
      seen: `sound, ${due === 1 ? "1 migration" : `${due} migrations`} behind`,
      fix: expect.stringMatching(/^appint orgs list /),
    });
    const skipped = found.checks.filter((line) => line.verdict === "skipped");
    expect(skipped.map(({ check }) => check).sort()).toEqual(
      ["certificates", "clock", "expired-state", "invariants", "journal", "key-file", "org", "origin", "port"].sort(),
    );
    for (const { seen } of skipped)
      expect(seen).toMatch(/^the database is \d migrations? behind, which appint orgs list/);
    expect(readFileSync(database.file).equals(before)).toBe(true);
  });

  it.each(behind)("passes every check when it was brought up to date from the first %i", async (steps) => {
    await database.takeBackTo(migrations.slice(0, steps));
    await (await openStore({ file: database.file, secretKey: "" })).close();
    const { checks: lines } = await examine(about);
    // Groups got apps with the second migration; what hung on them before is for a person to judge.
    const wrong = lines.filter((line) => line.verdict !== "passed" && !/through a group/.test(line.seen));
    expect(wrong).toEqual([]);
  });
});

describe("something that is mended by --fix", () => {
  const copies = () => readdirSync(database.folder).filter((name) => name.includes(".before-mending-"));

  it("was copied first, once, to where it is said, as only its owner can read it", async () => {
    database.break(
      "INSERT INTO secret SELECT 'ocsOrphan', org_id, '0oaGone', kind, sealed, created, status, last_updated FROM secret; DELETE FROM setting WHERE name = 'current_org'",
    );
    const { mended, verdict } = await examine(about, { fix: true });
    expect(verdict).toBe("healthy");
    expect(mended).toHaveLength(2);
    const [copy = "", ...more] = copies();
    expect(more).toEqual([]);
    const path = join(database.folder, copy);
    for (const what of mended) expect(what).toContain(`; as it was before: ${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const kept = new Database(path, { readonly: true });
    expect(kept.prepare("SELECT count(*) FROM secret WHERE id = 'ocsOrphan'").pluck().get()).toBe(1);
    kept.close();
    const again = await examine(about);
    expect(again.checks.find(({ check }) => check === "leftovers")).toMatchObject({
      verdict: "passed",
      seen: expect.stringContaining(copy),
    });
  });

  it.each([
    ["an org", "DELETE FROM org"],
    ["a person", "DELETE FROM idp_user WHERE login LIKE 'bob%'"],
    ["a group", "DELETE FROM idp_group"],
    ["an app", "DELETE FROM app WHERE slug = 'payroll'"],
  ])("is nothing that belongs to %s which is missing: a backup may bring it back", async (_, sql) => {
    database.break(sql);
    const rows = () => {
      const db = new Database(database.file, { readonly: true });
      try {
        const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
        return Object.fromEntries(
          tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()]),
        );
      } finally {
        db.close();
      }
    };
    const before = rows();
    const { verdict, checks: lines } = await examine(about, { fix: true });
    expect(verdict).toBe("unhealthy");
    expect(rows()).toEqual(before);
    const dangling = lines.filter(({ seen }) => /leads to no/.test(seen));
    expect(dangling.length).toBeGreaterThan(0);
    for (const line of dangling)
      expect(line).toMatchObject({ mendable: false, fix: expect.stringMatching(/backup, or import the org's export/) });
  });
});

describe("something broken", () => {
  it.each(cases)("is seen by $check: $what", async ({ check, verdict, seen, mends, ...broken }) => {
    broken.break();
    const found = await examine(about);
    const line = found.checks.find((each) => each.check === check && each.verdict === verdict);
    expect(line?.seen, JSON.stringify(found.checks, null, 1)).toMatch(seen);
    expect(line?.fix).toMatch(/\S/);
    expect(found.mended).toEqual([]);
    expect(found.verdict).toBe(verdict === "failed" ? "unhealthy" : found.verdict);
    if (check !== "native-module") expect(line?.mendable).toBe(mends !== undefined);
    if (mends === undefined) return;

    const told: string[] = [];
    const fixed = await examine(about, { fix: true, onMended: (what) => told.push(what) });
    expect(fixed.mended).toContainEqual(expect.stringMatching(mends));
    expect(told).toEqual(fixed.mended);
    expect(fixed.checks.filter((each) => each.check === check).map((each) => each.verdict)).toEqual(["passed"]);
    const again = await examine(about);
    expect(again.checks.filter((each) => each.check === check).map((each) => each.verdict)).toEqual(["passed"]);
  });

  it("is tried with every check", async () => {
    const tried = new Set([...cases.map(({ check }) => check), "port"]); // above, with a server
    expect([...tried].sort()).toEqual((await checks()).map(({ name }) => name).sort());
  });

  it("keeps what needs it from being looked at, and says why", async () => {
    writeFileSync(database.file, "x".repeat(5000));
    const { checks: lines } = await examine(about, { fix: true });
    const skipped = lines.filter(({ verdict }) => verdict === "skipped");
    expect(skipped.map(({ check }) => check).sort()).toEqual([
      "certificates",
      "clock",
      "expired-state",
      "invariants",
      "journal",
      "key-file",
      "org",
      "origin",
      "port",
    ]);
    expect(new Set(skipped.map(({ seen }) => seen))).toEqual(new Set(['"Database" must be right first']));
    expect(readFileSync(database.file, "utf8")).toBe("x".repeat(5000));
  });

  it("that cannot be mended after all is told with the reason", async () => {
    packageWith("throw new Error('Could not locate the bindings file')");
    npmThat("echo 'no compiler here' >&2; exit 1");
    const { checks: lines, mended } = await examine(about, { fix: true });
    expect(lines.find(({ check }) => check === "native-module")?.seen).toMatch(
      /to run npm rebuild better-sqlite3 failed: npm ended with 1: no compiler here/,
    );
    expect(mended).toEqual([]);
  });

  it("of which a draft is young is left alone: somebody may be writing it", async () => {
    writeFileSync(join(database.folder, "org.db.key.abcdefghijklmnopqrstuv"), "");
    copyFileSync(database.file, join(database.folder, "org.db.before-0002-groups"));
    const { checks: lines } = await examine(about, { fix: true });
    expect(lines.find(({ check }) => check === "leftovers")).toMatchObject({
      verdict: "passed",
      seen: expect.stringContaining("org.db.before-0002-groups"),
    });
    expect(statSync(join(database.folder, "org.db.key.abcdefghijklmnopqrstuv")).size).toBe(0);
  });
});

describe("a range of versions", () => {
  it.each([
    ["20.19.0", true],
    ["20.20.2", true],
    ["22.14.0", true],
    ["24.0.0", true],
    ["25.1.3", true],
    ["20.18.9", false],
    ["21.7.0", false],
    ["22.13.1", false],
    ["23.9.0", false],
    ["18.20.0", false],
  ])("has %s: %s", (version, inside) => {
    expect(satisfies(version, "^20.19.0 || ^22.14.0 || >=24")).toBe(inside);
  });

  it("that is written otherwise is not guessed at", () => {
    expect(() => satisfies("20.0.0", "~20.1")).toThrow("not understood");
  });
});
