/** Every command: what it says of itself, and that each of its examples can be typed as it stands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nameOfFlag } from "../../src/cli/arguments.js";
import { commandNames, findCommand, loadCommand } from "../../src/cli/commands.js";
import { globalOptions } from "../../src/cli/global-options.js";
import { parseCommand } from "../../src/cli/program.js";
import { copyOfOrg, type FreshOrg, freePort, usedOrg } from "../e2e/built-cli.js";
import { contentOf } from "../e2e/database-content.js";
import { linesBefore, makeExampleOrg, typedBeside, wordsOf } from "../e2e/example-org.js";
import { ROOT } from "./source-files.js";

const commands = await Promise.all(commandNames().map(async (name) => ({ name, command: await loadCommand(name) })));
const examples = commands.flatMap(({ name, command: { changes, examples } }) =>
  examples.map((example) => ({ name, changes, example })),
);

describe.each(commands)("appint $name", ({ name, command }) => {
  it("has a summary, examples of itself, and the members of its JSON", async () => {
    expect(command.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) expect(example.startsWith(`appint ${name}`)).toBe(true);
    if (command.json) expect(new Set(command.json).size).toBe(command.json.length);
    else expect(name).toBe("serve");
  });

  it("has no option of a global one's name, and says of each what it does", async () => {
    const args = typeof command.args === "function" ? await command.args([]) : command.args;
    const everywhere = Object.values(globalOptions).map(({ flag }) => nameOfFlag(flag));
    for (const argument of Object.values(args)) {
      expect(argument.help).toMatch(/^\S.*[^.\s]$/);
      if (argument.kind === "option") expect(everywhere).not.toContain(nameOfFlag(argument.flag));
    }
  });

  it("shows its examples in its help", async () => {
    const args = typeof command.args === "function" ? await command.args([]) : command.args;
    const help = parseCommand(name, command, args, ["--help"]).help ?? "";
    for (const example of command.examples) expect(help).toContain(`\n  ${example}\n`);
  });
});

describe("the examples", () => {
  const changing = new Set<string>();
  let made: FreshOrg;
  let org: FreshOrg;
  beforeAll(async () => {
    made = await usedOrg();
    await makeExampleOrg(made);
  });
  afterAll(() => made[Symbol.asyncDispose]());
  beforeEach(async () => {
    org = await copyOfOrg(made.folder);
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it.each(examples.filter(({ name }) => name !== "serve"))("$example", async ({ name, changes, example }) => {
    for (const line of linesBefore(name, example)) await org.done(line);
    const before = contentOf(org.database);

    await using typed = await typedBeside(example);
    const { status, stdout, stderr } = await org.appint(typed.words);

    // There is no app or service to test here: it is unreachable, or nothing can be said of it.
    const expected = name === "test-sso" || name === "provision test" ? [1, 5, 6] : [0];
    expect(expected, stdout + stderr).toContain(status);
    if (/--json/.test(example)) JSON.parse(stdout);
    const after = contentOf(org.database);
    const differs = !isDeepStrictEqual(after.org, before.org);
    if (differs) changing.add(name);
    expect(differs && changes !== "org", "the org is not the same").toBe(false);
    if (changes === undefined) expect(after.rest).toEqual(before.rest);
  });

  it("of a command that says that it changes the org do so", () => {
    const saying = commands.filter(({ name, command }) => command.changes === "org" && name !== "serve");
    expect([...changing].sort()).toEqual(saying.map(({ name }) => name));
  });

  it.each(examples.filter(({ name }) => name === "serve"))("$example", async ({ example }) => {
    const port = String(await freePort()); // the example's own may be taken on this machine
    const serving = org.start(wordsOf(example).map((word) => (/^\d+$/.test(word) ? port : word)));
    await serving.shows(/Ctrl-C/);
    serving.kill("SIGINT");
    expect(await serving.result).toMatchObject({ status: 0 });
  });
});

describe("what is written about commands", () => {
  it.each(["README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md"])("names only commands that exist: %s", (file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const nouns = new Set(commandNames().map((name) => name.split(" ")[0]));
    const typed = [...text.matchAll(/(?:\$ |`)appint ([a-z][\w-]*)(?: ([a-z][\w-]*))?/g)];
    const unknown = typed.filter(([, noun = "", verb]) => {
      if (noun === "help" || findCommand([noun, verb ?? ""])) return false;
      const isNounOfNoun = commandNames().some((name) => name.startsWith(`${noun} ${verb} `));
      return !isNounOfNoun && !(nouns.has(noun) && verb === undefined);
    });
    expect(unknown.map(([line]) => line)).toEqual([]);
  });
});
