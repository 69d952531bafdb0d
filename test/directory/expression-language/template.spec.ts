import { describe, expect, it } from "vitest";
import { checkedTemplate, textOfTemplate } from "../../../src/directory/expression-language/template.js";

const scope = {
  roots: { source: { login: "Ada@Example.com", email: "ada@example.com" }, user: {} },
  internal: { id: "00u1", status: "ACTIVE" },
  groups: [],
  now: new Date(0),
};

describe("templates of application usernames", () => {
  it.each([
    ["${source.login}", "Ada@Example.com"],
    ['${fn:substringBefore(source.login, "@")}', "Ada"],
    ["${fn:toLowerCase(source.login)}", "ada@example.com"],
    ["u-${source.email}-x", "u-ada@example.com-x"],
    ["${source.unknown}${source.email}", "ada@example.com"],
    ['${fn:substringAfter(source.login, "fn:")}', ""],
    ["plain", "plain"],
    ["", ""],
  ])("%s is %s", async (template, text) => {
    expect(() => checkedTemplate(template)).not.toThrow();
    expect(await textOfTemplate(template, scope)).toBe(text);
  });

  it.each([
    ["${source.login", '"}" is missing for "${" (character 1)'],
    ["x ${login}", '"login" has no value in a username template: source, user, app, org, instance have (character 5)'],
    ["x ${fn:toUpper(source.login)}", 'there is no function "toUpper", did you mean "toUpperCase"? (character 8)'],
    ["${}", "a value is missing (character 3)"],
  ])("%s is refused: %s", (template, message) => {
    expect(() => checkedTemplate(template)).toThrow(message);
  });
});
