import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonFault, placeOf, readJson } from "../../../src/cli/answers/json-text.js";

const faultOf = (text: string) => {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof JsonFault) return `${placeOf(text, error.at)}: ${error.why}`;
    throw error;
  }
  return undefined;
};

describe("JSON with places", () => {
  it("is read as JSON.parse reads it, however it is indented", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(` ${text}\n`).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses whatever JSON.parse refuses, and nothing else", () => {
    const near = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ntrue0-1.e \n\u0001u'), maxLength: 12 });
    fc.assert(
      fc.property(near, (text) => {
        let refused = false;
        try {
          JSON.parse(text);
        } catch {
          refused = true;
        }
        expect(faultOf(text) !== undefined, JSON.stringify(text)).toBe(refused);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["", "line 1, column 1: the text ends where JSON has a value"],
    ["{", "line 1, column 2: the text ends where JSON has a name in double quotes"],
    ["{\n  'a': 1 }", `line 2, column 3: there is "'" where JSON has a name in double quotes`],
    ['{"a" 1}', 'line 1, column 6: there is "1" where JSON has a : behind "a"'],
    ['{"a": 1,}', 'line 1, column 9: there is "}" where JSON has a name in double quotes'],
    ['{"a": 1\n"b": 2}', 'line 2, column 1: there is "\\"" where JSON has a comma or }'],
    ["[1] x", 'line 1, column 5: there is "x" where JSON has nothing more'],
    ["[undefined]", 'line 1, column 2: there is "u" where JSON has a value'],
    ["[01]", 'line 1, column 2: there is "0" where JSON has a value'],
    ['["a', "line 1, column 2: the text that begins here has no end"],
    ['["a\nb"]', "line 1, column 4: a text has a line end or another control character in it"],
    ['["\\x"]', "line 1, column 2: the text that begins here has a \\ that JSON does not know"],
    ["[".repeat(40), "line 1, column 34: it is nested deeper than 32 levels"],
  ])("of %j says where it stops being JSON", (text, told) => {
    expect(faultOf(text)).toBe(told);
  });

  it("keeps a member that is there twice, and one of a dangerous name, as members", () => {
    const { members } = readJson('{"a":1,"a":2,"__proto__":{"polluted":true}}');
    expect(members?.map(({ key }) => key)).toEqual(["a", "a", "__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
