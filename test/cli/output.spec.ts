import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Output, type OutputOptions } from "../../src/cli/output/output.js";
import { printable } from "../../src/cli/output/style.js";
import { columnsOf, table } from "../../src/cli/output/table.js";
import { Problem } from "../../src/problem.js";
import { jsonText } from "../../src/protocols/json-text.js";

const HARMFUL = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\u001b", "\u009b", "\r", "\u202e", "\u0007", "\n"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

const outputOf = async (options: Partial<OutputOptions> = {}, tty: { columns?: number; isTTY?: boolean } = {}) => {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({ write: (text: string) => (written[name] += text), ...tty });
  const streams = { stdout: stream("stdout"), stderr: stream("stderr"), env: {} };
  const output = await Output.create(streams, {
    jsonFields: undefined,
    color: true,
    quiet: false,
    debug: false,
    ...options,
  });
  return { output, written };
};

describe("text for a terminal", () => {
  it("has no control character left, whatever it was made of", () => {
    fc.assert(fc.property(anyText, (text) => void expect(printable(text)).not.toMatch(HARMFUL)));
  });

  it("shows what was there, and leaves the rest alone", () => {
    expect(printable("a\u001b[31mb\r\tc\nd\u202ee äß日😀")).toBe("a\\u001b[31mb\\u000d\\u0009c\nd\\u202ee äß日😀");
  });

  it("as JSON has none either, and means the same", () => {
    fc.assert(
      fc.property(fc.record({ a: anyText, b: fc.array(anyText) }), (value) => {
        expect(jsonText(value)).not.toMatch(HARMFUL);
        expect(JSON.parse(jsonText(value, 2))).toEqual(value);
      }),
    );
  });

  it("reaches the streams in no other way: problems, notes, lists, next commands, stack traces", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.boolean(), fc.boolean(), async (text, json, debug) => {
        const { output, written } = await outputOf({ jsonFields: json ? [] : undefined, debug });
        output.note(text);
        output.warn(text);
        output.done(text, { text }, { next: [text] });
        output.list([{ text }], { text: (row) => row.text }, { empty: text });
        output.list([], {}, { empty: text });
        output.problem(new Problem("TEST", 2, text, text, text, { cause: new Error(text) }));
        output.end();
        expect(written.stdout + written.stderr).not.toMatch(HARMFUL);
      }),
    );
  });
});

describe("output", () => {
  const problem = new Problem("TEST", 3, "what", "why", "fix one\nfix two");

  it("writes a problem in three lines, several lines of a fix below one another", async () => {
    const { output, written } = await outputOf();
    output.problem(problem);
    expect(written).toEqual({
      stdout: "",
      stderr: "✖ what\n    cause   why\n    fix     fix one\n            fix two\n",
    });
  });

  it("holds notes back with --json until it is clear what they go with", async () => {
    const good = await outputOf({ jsonFields: [] });
    good.output.note("a note");
    expect(good.written.stderr).toBe("");
    good.output.end();
    expect(good.written.stderr).toBe("a note\n");

    const bad = await outputOf({ jsonFields: [] });
    bad.output.note("a note");
    bad.output.problem(problem);
    bad.output.end();
    expect(JSON.parse(bad.written.stderr)).toEqual({ ...problem.toJSON(), notes: ["a note"] });
  });

  it("with --quiet keeps notes and next commands to itself, not what must be said", async () => {
    const { output, written } = await outputOf({ quiet: true });
    output.note("a note");
    output.next(["appint demo"]);
    output.note("a secret that was asked for", { always: true });
    output.warn("a warning");
    output.done("done", {});
    expect(written).toEqual({ stdout: "✔ done\n", stderr: "a secret that was asked for\n! a warning\n" });
  });

  it("cuts JSON to the members that were asked for, in their order", async () => {
    const { output, written } = await outputOf({ jsonFields: ["b", "a"] });
    output.json([{ a: 1, b: 2, c: 3 }]);
    expect(written.stdout).toBe('[{"b":2,"a":1}]\n');
  });
});

describe("a table", () => {
  it.each([
    ["abc", 3],
    ["日本", 4],
    ["e\u0301", 1],
    ["👍", 2],
    ["", 0],
    ["\u200d", 0],
  ])("counts %j as %i columns", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it("aligns what a terminal shows, wide characters too", () => {
    expect(
      table(
        ["name", "id"],
        [
          ["日本", "1"],
          ["abcdef", "2"],
        ],
      ),
    ).toBe("NAME    ID\n日本    1\nabcdef  2");
  });

  it("cuts the widest column to the width, and no column to nothing", () => {
    const text = table(["name", "id"], [["x".repeat(50), "0oa1"]], 20);
    expect(text.split("\n")).toEqual(["NAME            ID", `${"x".repeat(13)}…  0oa1`]);
    expect(columnsOf(table(["name", "id"], [["x".repeat(50), "y".repeat(50)]], 5).split("\n")[1] ?? "")).toBe(18);
  });

  it("never is wider than the terminal, where the terminal has room for eight columns each", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string({ unit: "grapheme" }), fc.string()), { minLength: 1 }),
        fc.integer({ min: 28, max: 100 }),
        (rows, width) => {
          for (const line of table(
            ["a", "b", "c"],
            rows.map((row) => row.map((cell) => cell.replaceAll("\n", " "))),
            width,
          ).split("\n"))
            expect(columnsOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("what is waited for", () => {
  it("is a line where nothing is drawn, and nothing without a terminal", async () => {
    const plain = await outputOf({ plain: true, color: false }, { isTTY: true });
    (await plain.output.busy("waiting for http://localhost:3000"))();
    expect(plain.written).toEqual({ stdout: "", stderr: "waiting for http://localhost:3000 …\n" });

    const piped = await outputOf({ plain: true });
    (await piped.output.busy("waiting"))();
    expect(piped.written.stderr).toBe("");
  });
});
