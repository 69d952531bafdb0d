import { describe, expect, it } from "vitest";
import { valueFromPrompt } from "../../src/cli/field-arguments.js";
import { kindById } from "../../src/integrations/registry.js";

const fieldOf = async (kind: string, key: string) => {
  const field = (await kindById(kind))?.fields.find((each) => each.key === key);
  if (!field) throw new Error(`no field ${key}`);
  return field;
};

describe("several values in one line", () => {
  it("keep the arguments of an expression together, and a constant with a comma", async () => {
    const attributes = await fieldOf("saml", "attributes");
    const typed = `full=String.join(", ", user.firstName, user.lastName), tier="gold, old",roles={'a', 'b'}`;
    expect(valueFromPrompt(attributes, typed)).toEqual([
      expect.objectContaining({ name: "full", values: ['String.join(", ", user.firstName, user.lastName)'] }),
      expect.objectContaining({ name: "tier", values: ['"gold, old"'] }),
      expect.objectContaining({ name: "roles", values: ["{'a', 'b'}"] }),
    ]);
  });

  it("are told one by one where a bracket is left open", async () => {
    const attributes = await fieldOf("saml", "attributes");
    expect(() => valueFromPrompt(attributes, "full=String.len(user.city, email=user.email")).toThrow(
      expect.objectContaining({ code: "FIELD_INVALID" }),
    );
  });

  it("are parted at a comma, with or without a blank behind it", async () => {
    const uris = await fieldOf("oidc", "redirectUris");
    expect(valueFromPrompt(uris, "http://localhost:1/a,http://[::1]:2/b, http://localhost:3/c")).toEqual([
      "http://localhost:1/a",
      "http://[::1]:2/b",
      "http://localhost:3/c",
    ]);
  });
});
