import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedDifference, nearest } from "../../src/diagnosis/marked-difference.js";

const OFFSET = 11;
const line = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, "_"));
const twoTexts = fc
  .tuple(line, line, line, line)
  .map(([begin, one, other, end]) => [begin + one + end, begin + other + end] as const)
  .filter(([one, other]) => one !== other);
const twoOfOneLength = fc
  .array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("a", "b")), { minLength: 1, maxLength: 12 })
  .map((pairs) => [pairs.map(([one]) => one).join(""), pairs.map(([, other]) => other).join("")] as const)
  .filter(([one, other]) => one !== other);
/** What stands before and behind the marks; a single mark may stand for a missing part, so it counts as none. */
function unmarked(text: string, marks: string): { before: string; after: string } {
  const begin = marks.indexOf("^") - OFFSET;
  const length = marks.lastIndexOf("^") - OFFSET - begin + 1;
  return { before: text.slice(0, begin), after: length > 1 ? text.slice(begin + length) : "" };
}
/** What stands above a mark. */
const marked = (text: string, marks: string) =>
  [...Array(text.length).keys()]
    .filter((at) => marks[OFFSET + at] === "^")
    .map((at) => text[at])
    .join("");

describe("markedDifference", () => {
  it("marks what differs, in both texts", () => {
    expect(markedDifference("http://localhost:3000/callback", "http://localhost:3001/callback")).toBe(
      [
        "sent       http://localhost:3000/callback",
        "                               ^",
        "registered http://localhost:3001/callback",
        "                               ^",
      ].join("\n"),
    );
  });

  it("marks the place where something is missing", () => {
    expect(markedDifference("a/", "a")).toBe(
      ["sent       a/", "            ^", "registered a", "            ^"].join("\n"),
    );
  });

  it("shows both texts whole, whatever they are", () => {
    fc.assert(
      fc.property(twoTexts, ([sent, registered]) => {
        const lines = markedDifference(sent, registered).split("\n");
        expect(lines).toHaveLength(4);
        expect(lines[0]).toBe(`sent       ${sent}`);
        expect(lines[2]).toBe(`registered ${registered}`);
      }),
    );
  });

  it("leaves unmarked only what is the same at the beginning and the end", () => {
    fc.assert(
      fc.property(twoTexts, ([sent, registered]) => {
        const [, sentMarks = "", , registeredMarks = ""] = markedDifference(sent, registered).split("\n");
        const [one, other] = [unmarked(sent, sentMarks), unmarked(registered, registeredMarks)];
        expect(one.before).toBe(other.before);
        if (one.after !== "" && other.after !== "") expect(one.after).toBe(other.after);
      }),
    );
  });

  it("begins and ends its marks with characters that differ", () => {
    fc.assert(
      fc.property(fc.oneof(twoTexts, twoOfOneLength), ([sent, registered]) => {
        const [, sentMarks = "", , registeredMarks = ""] = markedDifference(sent, registered).split("\n");
        const [one, other] = [marked(sent, sentMarks), marked(registered, registeredMarks)];
        // A part that is missing is marked by what stands where it is missing, which may be anything.
        fc.pre(one.length === other.length);
        if (sent.length === registered.length) expect(one.at(-1)).not.toBe(other.at(-1));
        expect(one[0]).not.toBe(other[0]);
      }),
    );
  });

  it("leaves no difference unmarked in texts of one length", () => {
    fc.assert(
      fc.property(twoOfOneLength, ([sent, registered]) => {
        const [, marks = ""] = markedDifference(sent, registered).split("\n");
        for (const at of sent.split("").keys()) {
          if (sent[at] !== registered[at]) expect(marks[OFFSET + at]).toBe("^");
        }
      }),
    );
  });
});

describe("nearest", () => {
  it("is the text with the longest common beginning and end", () => {
    expect(nearest("http://a/callback/", ["https://b/x", "http://a/callback"])).toBe("http://a/callback");
  });

  it("is undefined for nothing", () => {
    expect(nearest("x", [])).toBeUndefined();
  });

  it("is the text itself where it is among them", () => {
    fc.assert(
      fc.property(line, fc.array(line), (text, others) => {
        expect(nearest(text, [...others, text])).toBe(text);
      }),
    );
  });

  it("does not change the list", () => {
    const list = Object.freeze(["b", "a"]);
    expect(nearest("a", list)).toBe("a");
  });
});
