/** A switch that is put on and off in one line is refused, in every command that has one: none of the two wins silently. */
import { describe, expect, it } from "vitest";
import { nameOfFlag } from "../../src/cli/arguments.js";
import { commandNames, loadCommand } from "../../src/cli/commands.js";
import { parseCommand } from "../../src/cli/program.js";
import { kindIds } from "../../src/integrations/registry.js";

/** Commands whose options depend on their first word are looked at with each. */
const WORDS: Record<string, readonly string[]> = { create: kindIds() };

const switches = (
  await Promise.all(
    commandNames().flatMap((name) =>
      (WORDS[name] ?? [""]).map(async (word) => {
        const command = await loadCommand(name);
        const args = typeof command.args === "function" ? await command.args(word ? [word] : []) : command.args;
        return Object.values(args).flatMap((argument) =>
          argument.kind === "option" && argument.negatable
            ? [{ name, word, command, args, flag: nameOfFlag(argument.flag) }]
            : [],
        );
      }),
    ),
  )
).flat();

describe("a switch on and off", () => {
  it("is there to be tested", () => {
    expect(switches.map(({ flag }) => flag)).toContain("--pkce");
  });

  it.each(switches)("is refused: appint $name $word $flag", ({ name, word, command, args, flag }) => {
    const off = `--no-${flag.slice(2)}`;
    for (const pair of [
      [flag, off],
      [off, flag],
    ]) {
      let told: unknown;
      try {
        parseCommand(name, command, args, [...(word ? [word] : ["x"]), ...pair]);
      } catch (error) {
        told = error;
      }
      expect(told).toMatchObject({ code: "USAGE", status: 2, what: `${flag} and ${off} are both given` });
    }
  });
});
