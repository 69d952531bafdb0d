import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineField } from "../../src/integrations/field.js";
import { defineKind } from "../../src/integrations/kind.js";
import { kindById } from "../../src/integrations/registry.js";
import { checkValues, documentOf, notHonouredBy, secretsIn, valuesOf } from "../../src/integrations/values.js";

const saml = await kindById("saml");
if (!saml) throw new Error("there is no kind saml");

const level = defineField<string>({
  key: "level",
  path: "settings.app.level",
  term: "Level",
  flag: "--level <text>",
  help: "how much",
  schema: z.string(),
  notHonoured: (value) => (value === "high" ? "the level high is not reached yet" : undefined),
});
const depth = defineField<string>({
  key: "depth",
  path: "settings.app.depth",
  term: "Depth",
  flag: "--depth <text>",
  help: "how deep",
  schema: z.string(),
  when: ({ level }) => level === "high",
  meansOnlyWith: "it goes with --level high",
  default: () => "flat",
});
const token = defineField<string>({
  key: "token",
  path: "secrets.token",
  term: "Token",
  flag: "--token <text>",
  help: "what opens it",
  schema: z.string(),
  secret: true,
});
const kind = defineKind({ ...saml, fields: [level, depth, token], check: () => {} });

describe("the values of a kind", () => {
  it("refuse one that means nothing beside the others, and say what it goes with", () => {
    // Also one that would be the default: whoever says it believes that it has an effect.
    for (const depth of ["deep", "flat"])
      expect(() => checkValues(kind, { level: "low", depth }, { depth })).toThrow(
        expect.objectContaining({
          code: "MEANS_NOTHING",
          status: 2,
          what: "Depth means nothing beside these settings",
          why: "it goes with --level high",
          fix: "leave --depth <text> out",
        }),
      );
  });

  it("take it where it means something, and where it was there before", () => {
    expect(() => checkValues(kind, { level: "high", depth: "deep" }, { depth: "deep" })).not.toThrow();
    expect(() => checkValues(kind, { level: "low", depth: "deep" }, { level: "low" })).not.toThrow();
  });

  it("take a switch that is said to be what it is anyway", () => {
    const values = { level: "low", lit: false };
    const { term, flag, help, path, when } = depth;
    const lamp = defineField<boolean>({ key: "lit", term, flag, help, path, when, switch: true, schema: z.boolean() });
    const withLamp = { ...kind, fields: [...kind.fields, lamp] };

    expect(() => checkValues(withLamp, values, { lit: false })).not.toThrow();
    expect(() => checkValues(withLamp, values, { lit: true })).toThrow("means nothing");
  });

  it("keep secrets out of the app object", () => {
    const values = { level: "high", token: "open sesame" };

    expect(JSON.stringify(documentOf(kind, values))).not.toContain("sesame");
    expect(valuesOf(kind, documentOf(kind, values))).not.toHaveProperty("token");
    expect(secretsIn(kind, values)).toEqual({ token: "open sesame" });
    expect(secretsIn(kind, { level: "high" })).toEqual({});
  });

  it("say what the IdP does not do of them, and of the whole kind", () => {
    const of = (values: Record<string, unknown>) => ({ document: documentOf(kind, values) });

    expect(notHonouredBy(kind, of({ level: "low" }))).toEqual([]);
    expect(notHonouredBy(kind, of({ level: "high" }))).toEqual([
      { setting: "Level", why: "the level high is not reached yet" },
    ]);
    expect(notHonouredBy({ ...kind, notHonoured: "nothing answers it" }, of({}))).toEqual([
      { setting: "SAML 2.0", why: "nothing answers it" },
    ]);
  });
});
