import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../../src/cli/output/table.js";
import { padded, wrapped } from "../../../src/cli/prompts/lines.js";

describe("text in columns", () => {
  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["example   http://x", 30, ["example   http://x"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["日本語日本語", 5, ["日本", "語日", "本語"]],
    ["a\nb", 9, ["a", "b"]],
    ["", 9, [""]],
  ])("%j in %i", (text, columns, lines) => {
    expect(wrapped(text, columns)).toEqual(lines);
  });

  it("is never wider than that, and loses no letter", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab 日é😀\n"), maxLength: 60 }),
        fc.integer({ min: 2, max: 20 }),
        (text, columns) => {
          const lines = wrapped(text, columns);
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
          expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        },
      ),
    );
  });

  it("is padded by what a terminal shows", () => {
    expect(padded("日本", 6)).toBe("日本  ");
    expect(padded("longer", 3)).toBe("longer");
  });
});
