/** Every command in every surrounding where nobody can answer a question: it ends, says so, and asks nothing. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfOrg, type FreshOrg, normalized } from "./built-cli.js";
import { everyOrg, HELP, LINES } from "./every-command.js";
import { type Said, type Surroundings, sayAll } from "./many-commands.js";

const COMMANDS = [...Object.values(LINES).flat(), ...HELP];

/** A process of each line is started in the first; in the others the same built program runs them all in one. */
const SURROUNDINGS: Record<string, Surroundings> = {
  "a terminal of 40 columns for the output": { isTTY: true, columns: 40, env: { TERM: "dumb" } },
  "CI=1 at a terminal": { isTTY: true, columns: 80, env: { CI: "1", NO_COLOR: "1" } },
  "NO_COLOR at a terminal": { isTTY: true, columns: 80, env: { NO_COLOR: "1" } },
  "FORCE_COLOR without a terminal": { env: { FORCE_COLOR: "1", TERM: "xterm-256color" } },
};

let made: FreshOrg;
beforeAll(async () => {
  made = await everyOrg();
});
afterAll(() => made[Symbol.asyncDispose]());

function judge({ status, stdout, stderr }: Said, expected: number) {
  expect(normalized(`${status} ${stdout}${stderr}`)).toMatch(new RegExp(`^${expected} `));
  expect(stdout + stderr, "no escape sequence").not.toMatch(/(?!\n)\p{Cc}/u);
  expect(stdout + stderr, "no question").not.toMatch(/^\? (?!App reachable:)/m); // whose mark says "unknown"
  if (status !== 0 && status !== 5) expect(stdout, "results only").toBe("");
}

describe("with no terminal and closed standard input, in a process of its own", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await copyOfOrg(made.folder);
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each(COMMANDS)("appint %s ends with %i, without a question or an escape sequence", async (line, status) => {
    const { signal, ...said } = await org.appint(line);

    expect(signal).toBeNull();
    judge({ ...said, words: [], status: said.status ?? -1 }, status);
  });
});

describe.each(Object.entries(SURROUNDINGS))("with %s", (_, surroundings) => {
  let org: FreshOrg;
  let said: Said[];
  beforeAll(async () => {
    org = await copyOfOrg(made.folder);
    said = await sayAll(
      org,
      COMMANDS.map(([line]) => line),
      surroundings,
    );
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each(COMMANDS.map(([line, status], index) => ({ line, status, index })))(
    "appint $line ends with $status, without a question or an escape sequence",
    ({ status, index }) => {
      const one = said[index];
      if (!one) throw new Error("it was not run");
      judge(one, status);
      if (surroundings.columns !== 40 || status !== 0) return;
      const cells = one.stdout
        .split("\n")
        .filter((line) => / {2}\S/.test(line) && /^[A-Z][A-Z ]+ {2}[A-Z]/.test(one.stdout));
      for (const line of cells) expect(line.length, line).toBeLessThanOrEqual(60);
    },
  );
});
