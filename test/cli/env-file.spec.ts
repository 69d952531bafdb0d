import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { envFile } from "../../src/cli/output/env-file.js";

const folder = mkdtempSync(join(tmpdir(), "appint-env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One variable a value: V0, V1, … */
const numbered = (values: readonly string[]) => values.map((value, index) => ({ name: `V${index}`, value }));
const linesOf = (values: readonly string[]) => envFile(numbered(values), "appint apps show shop --env --reveal");
const onlyOurs = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => /^V\d+$/.test(name)));

const PRINT = "process.stdout.write(JSON.stringify(process.env))";
const environmentOf = (command: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { env: { PATH: process.env.PATH }, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return onlyOurs(JSON.parse(stdout));
};

/** What three readers make of a file: a shell, Node's own flag, and Node's parser. */
function readBy(text: string) {
  const file = join(folder, "test.env");
  writeFileSync(file, `${text}\n`);
  const byShell = `set -a; . ${file}; exec ${process.execPath} -e '${PRINT}'`;
  return {
    shell: environmentOf("sh", ["-c", byShell]),
    flag: environmentOf(process.execPath, [`--env-file=${file}`, "-e", PRINT]),
    parser: onlyOurs(parseEnv(`${text}\n`)),
  };
}

/** Whoever can name a thing may write what a shell runs, what ends a line, and what looks like another variable. */
const nasty = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      "a",
      "B",
      "7",
      " ",
      "'",
      '"',
      "`",
      "$",
      "\\",
      "n",
      "#",
      "=",
      "~",
      "*",
      "\n",
      ";",
      "&",
      "(",
      "é",
      "😀",
      "\r",
      "\t",
      "%",
      "!",
    ),
  }),
  fc.constantFrom(
    "$(touch pwned)",
    "`touch pwned`",
    "x\nV1=other",
    "~/x",
    "a'b",
    'it\'s "both"',
    "\\",
    "a\\",
    "${HOME}",
    "#",
    "",
    " ",
    "export X=1",
  ),
  fc.webUrl({ withQueryParameters: true }),
);

describe("lines of a .env file", () => {
  it("mean the value itself to a shell and to Node, whatever the value is; what cannot is left out and named", () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 150, maxLength: 200 }), (values) => {
        const { text, unwritable } = linesOf(values);
        const kept = numbered(values).filter(({ name }) => !unwritable.includes(name));
        const expected = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
        expect(readBy(text)).toEqual({ shell: expected, flag: expected, parser: expected });
      }),
      { numRuns: 6 },
    );
  });

  it("can carry everything that an app's settings usually hold", () => {
    const pem = "-----BEGIN CERTIFICATE-----\nMIID+/=\nabc\n-----END CERTIFICATE-----";
    const values = [pem, "http://127.0.0.1:7700", "urn:a b", "it's", '$5 `x` "y"', "https://sp.example/?a=1&b=2;c", ""];
    expect(linesOf(values).unwritable).toEqual([]);
    expect(readBy(linesOf(values).text).flag).toEqual(
      Object.fromEntries(numbered(values).map(({ name, value }) => [name, value])),
    );
  });

  it.each([
    `it's "both"`,
    "it's $5",
    "it's `x`",
    "it's \\ that",
    "ends with \\",
    "a\rb",
    "a\u0000b",
    "\u001b[31m",
    "a\u202eb",
  ])("never carry a value that the readers would take for different ones: %j", (value) => {
    const { text, unwritable } = linesOf([value, "next"]);
    expect(unwritable).toEqual(["V0"]);
    expect(text).toBe(
      "# V0 is left out: no quoting carries its value safely to shells and .env readers alike\nV1=next",
    );
  });

  it("have a comment in place of a sealed secret, which no reader takes for a value", () => {
    const sealed = [{ name: "V0", value: undefined }, ...numbered(["x", "y"]).slice(1)];
    const { text, unwritable } = envFile(sealed, "appint apps show shop --env --reveal");
    expect(text).toBe("# V0 is kept sealed; to see it: appint apps show shop --env --reveal\nV1=y");
    expect(unwritable).toEqual([]);
    expect(readBy(text)).toEqual({ shell: { V1: "y" }, flag: { V1: "y" }, parser: { V1: "y" } });
  });
});
