import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, isPlainExpression, profileOf } from "../../src/directory/expression.js";
import { personOf } from "./org.js";

const ada = personOf({ id: "00o" }, "ada@example.com", {
  email: "lovelace@example.com",
  profile: { city: "London", roles: ["admin", "author"], age: 36, nothing: null, email: "forged@example.com" },
});

describe("plain expressions", () => {
  it.each([
    ["user.login", ["ada@example.com"]],
    ["user.email", ["lovelace@example.com"]],
    ["user.city", ["London"]],
    ["user.roles", ["admin", "author"]],
    ["user.age", ["36"]],
    ["user.nothing", []],
    ["user.unknown", []],
    ['"gold"', ["gold"]],
    ['""', [""]],
    ['"user.email"', ["user.email"]],
  ])("%s is %j", (expression, values) => {
    expect(isPlainExpression(expression)).toBe(true);
    expect(evaluate(expression, ada)).toEqual(values);
  });

  it.each([
    "",
    "email",
    "user.",
    "user.first name",
    "user.email ",
    "User.email",
    "appuser.email",
    "user.email + user.login",
    "String.toUpperCase(user.email)",
    "${user.email}",
    'user.getInternalProperty("id")',
    'user["email"]',
    '"open',
    'close"',
    '"a" + "b"',
    "'single'",
    "user.1st",
    "user.emaïl",
  ])("%s is none and is never evaluated", (text) => {
    expect(isPlainExpression(text)).toBe(false);
    expect(() => evaluate(text, ada)).toThrow("not a plain expression");
  });

  it.each(["user.__proto__", "user.constructor", "user.toString", "user.hasOwnProperty"])(
    "%s is an attribute that nobody has, not a part of the language",
    (expression) => {
      expect(evaluate(expression, ada)).toEqual([]);
    },
  );

  it("lets no profile attribute stand in for a base attribute", () => {
    expect(profileOf(ada)).toMatchObject({ email: "lovelace@example.com", city: "London" });
  });

  it("either evaluates or refuses any text, and gives texts only", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `user.${text}`),
          fc.string().map((text) => `"${text}"`),
        ),
        (text) => {
          if (!isPlainExpression(text)) expect(() => evaluate(text, ada)).toThrow();
          else expect(evaluate(text, ada).every((value) => typeof value === "string")).toBe(true);
        },
      ),
    );
  });
});
