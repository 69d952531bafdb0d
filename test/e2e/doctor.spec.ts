/** `appint doctor` as it is typed: also where the database engine does not fit this Node, and nothing else works. */
import { chmod, cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
let org: FreshOrg;
beforeEach(async () => {
  org = await usedOrg();
});
afterEach(() => org[Symbol.asyncDispose]());

describe("appint doctor", () => {
  it("says what is right and what is wrong with what mends it, mends it, and ends with 5 until it is right", async () => {
    await rm(`${org.database}.key`);
    const lost = await org.appint("doctor");
    expect(lost).toMatchObject({ status: 5, stderr: "" });
    expect(lost.stdout).toContain(`✖ Secret key: The secret key of the database is missing: ${org.database}.key:`);
    expect(lost.stdout).toContain(`    fix     put ${org.database}.key back`);
    expect(lost.stdout).toContain('○ Orgs: not checked, because "Secret key" must be right first\n');
    expect(lost.stdout).toMatch(/\n1 wrong · 0 to look at · \d+ right · 2 not checked\n$/);
  });

  it("mends with --fix, and prints one object with --json", async () => {
    await chmod(org.database, 0o644);
    const seen = await org.done("doctor --json");
    expect(Object.keys(seen.json())).toEqual(["verdict", "database", "mended", "checks"]);
    expect(seen.json().verdict).toBe("healthy");
    expect(seen.json<{ checks: object[] }>().checks).toContainEqual({
      check: "database-file",
      title: "Database file",
      verdict: "warning",
      seen: `${org.database} is open to others (mode 0644)`,
      fix: `chmod 0600 ${org.database}`,
      mendable: true,
    });
    const fixed = await org.done("doctor --fix");
    expect(fixed.stdout).toContain(`+ Mended: set the mode of ${org.database} to 0600\n✔ Database file:`);
    expect((await org.done("doctor --json=verdict,mended")).json()).toEqual({ verdict: "healthy", mended: [] });
  });

  it("works with an engine that was built for another Node, and has it built anew", async () => {
    // An installation of its own: everything of ours, but the engine.
    const home = join(org.folder, "installed");
    const engine = join(home, "node_modules", "better-sqlite3");
    await mkdir(home);
    for (const part of ["bin", "dist", "templates", "package.json"])
      await cp(join(ROOT, part), join(home, part), { recursive: true });
    for (const part of ["package.json", "lib"])
      await cp(join(ROOT, "node_modules", "better-sqlite3", part), join(engine, part), { recursive: true });
    for (const name of ["bindings", "file-uri-to-path"])
      await symlink(join(ROOT, "node_modules", name), join(home, "node_modules", name));
    const binary = "build/Release/better_sqlite3.node";
    await mkdir(join(engine, "build", "Release"), { recursive: true });
    await writeFile(join(engine, binary), "built for another machine");
    const npm = join(org.folder, "npm-bin");
    await mkdir(npm);
    await writeFile(
      join(npm, "npm"),
      `#!/bin/sh\necho "$*" > ${org.folder}/npm-words\ncp ${join(ROOT, "node_modules/better-sqlite3", binary)} ${binary.replace(/^/, "node_modules/better-sqlite3/")}\n`,
      { mode: 0o755 },
    );
    const env = { PATH: `${npm}:${process.env.PATH}` };
    const broken = (words: string) => org.appint(words, { env, launcher: join(home, "bin", "appint.js") });

    const other = await broken("users list");
    expect(other).toMatchObject({ status: 5, stdout: "" });
    expect(other.stderr).toMatch(/^✖ The database engine could not be loaded\n.*\n {4}fix {5}appint doctor --fix/);
    const seen = await broken("doctor");
    expect(seen).toMatchObject({ status: 5, stderr: "" });
    expect(seen.stdout).toMatch(/✖ Database engine: better-sqlite3 12\.9\.0 does not work on Node \S+: \S/);
    expect(seen.stdout).toContain('○ Database: not checked, because "Database engine" must be right first\n');
    const fixed = await broken("doctor --fix");
    expect(fixed.stdout).toContain("+ Mended: run npm rebuild better-sqlite3\n✔ Database engine:");
    expect(fixed.status).toBe(0);
    expect(await broken("users list")).toMatchObject({ status: 0, stderr: "" });
  });
});
