/** `npm run new`: what it makes is clean at once, and red until somebody writes what it is for. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "./source-files.js";

/** Each thing that can be made, with a name and the files that it costs. */
const THINGS: Record<string, { name: string[]; files: string[]; edits?: string }> = {
  cause: {
    name: ["clock-skew"],
    files: ["src/diagnosis/causes/clock-skew.ts", "test/diagnosis/causes/clock-skew.spec.ts"],
  },
  check: {
    name: ["session-ends"],
    files: ["src/smoke/checks/session-ends.ts", "test/smoke/checks/session-ends.spec.ts"],
  },
  command: { name: ["apps", "rename"], files: ["src/cli/commands/apps/rename.ts", "test/e2e/apps-rename.spec.ts"] },
  field: {
    name: ["saml/a-name-so-long-that-its-lines-must-be-broken-by-the-formatter"],
    files: [
      "src/integrations/saml/fields/a-name-so-long-that-its-lines-must-be-broken-by-the-formatter.ts",
      "test/integrations/saml-a-name-so-long-that-its-lines-must-be-broken-by-the-formatter.spec.ts",
    ],
    edits: "src/integrations/saml/index.ts",
  },
  migration: {
    name: ["app-links"],
    files: ["src/store/migrations/<n>-app-links.ts", "test/store/migrations/<n>-app-links.spec.ts"],
    edits: "src/store/migrations/index.ts",
  },
};
const PARTS = [
  "src",
  "test",
  "scripts",
  ".gitignore",
  "package.json",
  "tsconfig.json",
  "biome.json",
  "vitest.config.ts",
];

describe("npm run new", () => {
  let copy: string;
  const made: string[] = [];
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "appint-new-"));
    for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const make = (...words: string[]) => run(process.execPath, "scripts/new.mjs", ...words);
  const bin = (name: string) => join(copy, "node_modules/.bin", name);
  const everything = () => readdirSync(join(copy, "src"), { recursive: true }).length;

  it("can make everything that it says it can", () => {
    expect(Object.keys(THINGS)).toEqual(
      readdirSync(join(ROOT, "scripts/new"))
        .map((name) => name.replace(".mjs", ""))
        .sort(),
    );
  });

  it.each(Object.entries(THINGS))("makes a %s of one file and its test, and says what is left", (what, thing) => {
    const { status, stdout, stderr } = make(what, ...thing.name);

    expect(status, stderr).toBe(0);
    const lines = stdout.split("\n");
    const written = lines.filter((line) => line.startsWith("+ ")).map((line) => line.slice(2));
    expect(written.map((path) => path.replace(/\/\d{4}-/, "/<n>-"))).toEqual(thing.files);
    expect(lines.filter((line) => line.startsWith("~ "))).toEqual(thing.edits ? [`~ ${thing.edits}`] : []);
    expect(stdout).toMatch(/\nThen:\n {2}\w/);
    made.push(...written);
  });

  it("makes what type-checks, is formatted and linted", () => {
    const edited = Object.values(THINGS).flatMap(({ edits }) => edits ?? []);
    const include = [...made, ...edited, "src/import-meta-glob.d.ts"];
    writeFileSync(join(copy, "tsconfig.made.json"), JSON.stringify({ extends: "./tsconfig.json", include }));

    // Other files miss what the whole program declares; what is asked is what of these is wrong.
    const lines = run(bin("tsc"), "--noEmit", "--listFiles", "-p", "tsconfig.made.json").stdout.split("\n");
    for (const path of [...made, ...edited]) {
      expect(lines.filter((line) => line.endsWith(`/${path}`))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith(`${path}(`))).toEqual([]);
    }
    expect(run(bin("biome"), "check", "--error-on-warnings", ...made, ...edited)).toMatchObject({ status: 0 });
  });

  it("makes no test that passes: each fails with a sentence that tells what to write", () => {
    const specs = made.filter((path) => path.endsWith(".spec.ts"));
    for (const spec of specs)
      expect(readFileSync(join(copy, spec), "utf8")).toMatch(/^ {4}expect\.fail\(\s*`(write|fill) /m);

    // The command's is like them, and would need a build.
    const unit = specs.filter((path) => !path.startsWith("test/e2e/"));
    const { stdout } = run(bin("vitest"), "run", "--project=unit", "--reporter=json", ...unit);
    const { numPassedTests, testResults } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
      numPassedTests: number;
      testResults: { assertionResults: { failureMessages: string[] }[] }[];
    };
    const messages = testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap((each) => each.failureMessages),
    );
    expect(numPassedTests).toBe(0);
    expect(messages).toHaveLength(unit.length);
    for (const message of messages) expect(message).toMatch(/^AssertionError: (write|fill) \w/);
  });

  it.each([
    [["probe", "saml/audience"], 'There is no "probe" to make'],
    [[], "What is to be made?"],
    [["cause"], "is no name of a cause"],
    [["field", "telnet/lifetime"], 'There is no kind "telnet"'],
    [["command", "../../evil"], "is no name of a command"],
    [["check", "SessionEnds"], "is not in kebab case"],
    [["cause", "audience-mismatch"], "is there already"],
  ])("refuses %j and writes nothing", (words, why) => {
    const before = everything();
    const { status, stdout, stderr } = make(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(why);
    expect(everything()).toBe(before);
  });
});
