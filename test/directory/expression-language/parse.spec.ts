import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ExpressionError,
  PLACES,
  reasonAgainst,
  valuesOfExpression,
} from "../../../src/directory/expression-language/index.js";

describe("a text that is no expression", () => {
  it.each([
    ["", "a value is missing (character 1)"],
    ["user.", 'a name is missing after "user." (character 6)'],
    ["user", '"user" alone is no value: name an attribute, as in "user.email" (character 1)'],
    ["user.first name", "name is one too many (character 12)"],
    ["user.email +", "a value is missing after + (character 13)"],
    ["+ user.email", "a value is missing before + (character 1)"],
    ["user.email = 'x'", '"=" is no operator: "==" compares (character 12)'],
    ["${user.email}", '"${…}" belongs to username templates; an expression is written without it (character 1)'],
    ['"open', 'the text that begins with " has no end (character 1)'],
    ["“typographic”", "“ is a typographic quote: texts stand in \" or ' (character 1)"],
    ["true & false", '"&" is no operator: "&&" is (character 6)'],
    ["user.emaïl", '"ï" has no meaning here (character 9)'],
    ["(user.email", '")" is missing for the "(" of character 1 (character 12)'],
    ["String.len(user.email", '"," is missing or ")" in the arguments of String.len (character 22)'],
    ['true ? "a"', '":" is missing after the value that follows "?" (character 11)'],
    ["{'a', ", "a value is missing (character 7)"],
    ["user.roles[0", '"]" is missing after the index (character 13)'],
    ["user.login.toUpperCase()", 'a value has no members: functions are written "String.len(value)" (character 12)'],
    ["--3", '"-" stands before numbers only (character 1)'],
    ["User.email", '"User" has no value in an attribute statement, did you mean "user"? (character 1)'],
    ["email", '"email" has no value in an attribute statement: user, appuser, app, org, session have (character 1)'],
    [
      "source.login",
      '"source" has no value in an attribute statement: user, appuser, app, org, session have (character 1)',
    ],
    [
      "String.toUppercase(user.city)",
      'there is no function "String.toUppercase", did you mean "String.toUpperCase"? (character 1)',
    ],
    ["java.lang.Runtime", 'a value has no members: functions are written "String.len(value)" (character 11)'],
    ["T(java.lang.Runtime)", 'a value has no members: functions are written "String.len(value)" (character 13)'],
    ["T(user.email)", 'there is no function "T" (character 1)'],
    ["new(user.email)", 'there is no function "new" (character 1)'],
    ["String.len()", "String.len takes 1 argument, and none is given (character 1)"],
    ['String.append(user.city, "a", "b")', "String.append takes 2 arguments, and 3 are given (character 1)"],
    ["String.join()", "String.join takes 1 or more arguments, and none is given (character 1)"],
    ["toUpperCase", 'toUpperCase is a function: its arguments follow in "(…)" (character 1)'],
    ['Groups.startsWith("OKTA", "S", 10)', "Groups.startsWith cannot be used in an attribute statement (character 1)"],
    ['Arrays.isEmpty(user.roles) ? "a" : "b"', "Arrays.isEmpty cannot be used in a condition (character 1)"],
    [
      "user.getGroups({'group.id': 'x'})",
      "the groups have no text: name what of them, as in user.getGroups(…).![name] (character 1)",
    ],
    ["'x'".repeat(2_000), "it has 6000 characters, and 4096 are allowed (character 4097)"],
    [`${"(".repeat(100)}1${")".repeat(100)}`, "it is nested deeper than 64 levels (character 65)"],
    [`${"!".repeat(100)}true`, "it is nested deeper than 64 levels (character 64)"],
  ])("%s: %s", (text, reason) => {
    expect(reasonAgainst(text, PLACES.attributeStatement)).toBe(reason);
  });

  it("allows what a place allows, and nothing of another", () => {
    expect(reasonAgainst('Groups.startsWith("OKTA", "S", 10)', PLACES.claim)).toBeUndefined();
    expect(reasonAgainst("source.login", PLACES.username)).toBeUndefined();
    expect(reasonAgainst('isMemberOfGroupName("A") AND user.city == "London"', PLACES.groupRule)).toBeUndefined();
    expect(reasonAgainst("Time.now()", PLACES.groupRule)).toBe("Time.now cannot be used in a group rule (character 1)");
    expect(reasonAgainst("appuser.userName", PLACES.groupRule)).toMatch(/^"appuser" has no value in a group rule/);
  });
});

const scope = {
  roots: { user: { a: "x", b: "", n: 3, l: ["p", "q"] } },
  internal: { id: "1", status: "ACTIVE" },
  groups: [],
  now: new Date(0),
};

/** Random trees of the language, as text. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "user.a",
      "user.b",
      "user.n",
      "user.l",
      "user.none",
      '"t"',
      "'it''s'",
      "12",
      "3.5",
      "true",
      "null",
      "{}",
    ),
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "==", "!=", "<", ">=", "AND", "||"), tie("expression"))
      .map((parts) => parts.join(" ")),
    tie("expression").map((inner) => `(${inner})`),
    tie("expression").map((inner) => `!${inner}`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a} ?: ${b})`),
    fc
      .tuple(
        fc.constantFrom("String.append", "Arrays.add", "Arrays.contains", "substringAfter"),
        tie("expression"),
        tie("expression"),
      )
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `{${a}, ${b}}`),
  ),
}));

describe("any text", () => {
  it("that the language has is accepted in some place or refused with a reason, and has a list of texts or a reason", async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        const reason = reasonAgainst(text, PLACES.attributeStatement);
        if (reason !== undefined) {
          expect(reason).toMatch(/(condition|deeper than 64 levels) \(character \d+\)$/);
          return;
        }
        try {
          const values = await valuesOfExpression(text, scope);
          expect(values.every((value) => typeof value === "string")).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is refused inside of its own length, or is an expression; blanks around it change nothing", () => {
    const token = fc.constantFrom(
      "user",
      ".",
      "a",
      "(",
      ")",
      "String.len",
      "+",
      "?",
      ":",
      "?:",
      "!",
      "{",
      "}",
      "[",
      "]",
      ".![",
      "'",
      '"',
      ",",
      "AND",
      "12",
      " ",
      "$",
      "é",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((parts) => parts.join("")),
        ),
        (text) => {
          const reason = reasonAgainst(text, PLACES.claim);
          expect(reasonAgainst(`${text} `, PLACES.claim)?.replace(/\d+\)$/, "")).toBe(reason?.replace(/\d+\)$/, ""));
          if (reason) expect(Number(/\(character (\d+)\)$/.exec(reason)?.[1])).toBeLessThanOrEqual(text.length + 1);
        },
      ),
    );
  });
});
