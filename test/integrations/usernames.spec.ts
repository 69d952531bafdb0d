import { describe, expect, it } from "vitest";
import { valuesFromFlags } from "../../src/cli/field-arguments.js";
import { usernameFields } from "../../src/integrations/fields/usernames.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById } from "../../src/integrations/registry.js";
import { checkValues, documentOf, valuesOf } from "../../src/integrations/values.js";

const saml = (await kindById("saml")) as Kind;
const read = (flags: Record<string, unknown>) => valuesFromFlags(usernameFields, flags);
const kept = (values: Record<string, unknown>) => documentOf(saml, values).credentials.userNameTemplate;

describe("the username format in the platform's app object", () => {
  it.each([
    [{}, { template: "${source.login}", type: "BUILT_IN" }],
    [{ usernameFormat: "EMAIL-Lowercase" }, { template: "${fn:toLowerCase(source.email)}", type: "BUILT_IN" }],
    [{ usernameFormat: "${source.city}" }, { template: "${source.city}", type: "BUILT_IN" }],
    [{ usernameFormat: "none" }, { template: "", type: "NONE" }],
    [{ usernameFormat: " user.email " }, { template: "user.email", type: "CUSTOM", pushStatus: "PUSH" }],
    [
      { usernameFormat: "user.email", updateUsernameOn: "create" },
      { template: "user.email", type: "CUSTOM", pushStatus: "DONT_PUSH" },
    ],
    [
      { usernameFormat: "ldap-uid-suffix", usernameSuffix: "@x" },
      { template: "${source.userName}${instance.userSuffix}", type: "BUILT_IN", userSuffix: "@x" },
    ],
  ])("%j is %j", (flags, expected) => {
    expect(kept(read(flags))).toEqual(expected);
  });

  it("of a custom format that says nothing of updates is Create only, as the platform has it", () => {
    const document = documentOf(saml, {});
    document.credentials.userNameTemplate = { template: "user.email", type: "CUSTOM" };
    expect(valuesOf(saml, document)).toMatchObject({ usernameFormat: "user.email", updateUsernameOn: "create" });
  });

  it.each([
    ["emial", "there is no such format, did you mean email?"],
    ["quatsch", 'it is no format and no expression: "quatsch" has no value in an application username'],
    ["user.login +", "(character 13)"],
    ["${login}", '"login" has no value in a username template'],
    ["${source.login", '"}" is missing'],
    ['Groups.startsWith("OKTA", "a", 10)', "cannot be used in an application username"],
    [" ", "it is empty"],
    [`"${"x".repeat(1100)}"`, "more than 1024 characters"],
  ])("is no %j", (typed, why) => {
    expect(() => read({ usernameFormat: typed })).toThrow(
      expect.objectContaining({ why: expect.stringContaining(why) }),
    );
  });

  it.each([
    [{ usernameFormat: "email", updateUsernameOn: "create" }, "it goes with a --username-format that is an expression"],
    [{ usernameFormat: "email", usernameSuffix: "@x" }, "it goes with --username-format ldap-uid-suffix"],
  ])("%j is refused: the platform has no such pair", (flags, why) => {
    expect(() => checkValues(saml, read(flags), read(flags))).toThrow(
      expect.objectContaining({ why: expect.stringContaining(why) }),
    );
  });
});
