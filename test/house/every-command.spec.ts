/** What is tested for every command, is tested for the newest one too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandNames } from "../../src/cli/commands.js";
import { LINES } from "../e2e/every-command.js";
import { ROOT } from "./source-files.js";

/** They run for seconds, or until they are stopped: specs of their own run them without a terminal. */
const RUN_ALONE = ["demo", "serve"];
const names = commandNames();

describe("every command", () => {
  it("is run where nobody can answer a question: it has lines in test/e2e/every-command.ts", () => {
    expect(Object.keys(LINES).sort()).toEqual(names.filter((name) => !RUN_ALONE.includes(name)));
    for (const [name, lines] of Object.entries(LINES))
      for (const [line] of lines) expect(line === name || line.startsWith(`${name} `), line).toBe(true);
  });

  it.each(names)("is typed wrongly in test/e2e/bad-input.spec.ts: %s", (name) => {
    const rows = readFileSync(join(ROOT, "test/e2e/bad-input.spec.ts"), "utf8");
    const asText = `"${name}[ "]`;
    const asWords = `\\[\\s*${name
      .split(" ")
      .map((word) => `"${word}"`)
      .join(",\\s*")}\\s*[,\\]]`;
    expect(rows).toMatch(new RegExp(`${asText}|${asWords}`));
  });
});
