/** `--answers`: what a file may say, and that every fault is told with its place. */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readAnswers } from "../../../src/cli/answers/read-answers.js";
import { answersOf } from "../../../src/cli/answers/save-answers.js";
import { defineField, type FieldValues } from "../../../src/integrations/field.js";
import { answersJsonSchema } from "../../../src/integrations/json-schema.js";
import { kinds } from "../../../src/integrations/registry.js";
import { testFields } from "../../../src/integrations/test-settings.js";
import { Problem } from "../../../src/problem.js";
import { VALUES } from "../../integrations/values.js";

const every = await kinds();
const IDS = every.map(({ id }) => id).join(", ");
const kindOf = (id: string) => every.find((kind) => kind.id === id) as (typeof every)[number];
const read = (answers: unknown, wanted?: string) =>
  readAnswers(typeof answers === "string" ? answers : JSON.stringify(answers), "a.json", {
    kinds: every,
    common: testFields,
    wanted: wanted === undefined ? undefined : kindOf(wanted),
  });
const faults = (answers: unknown, wanted?: string) => {
  try {
    read(answers, wanted);
  } catch (error) {
    if (error instanceof Problem && error.code === "ANSWERS_INVALID") return error.why.split("\n");
    throw error;
  }
  return [];
};

describe("an answers file", () => {
  it("calls a setting by its key or by its flag, and writes it as the flag takes it", () => {
    const values = { label: "Shop", redirectUris: ["http://localhost/cb"], pkce: true };
    for (const names of [
      { label: "Shop", redirectUris: ["http://localhost/cb"], pkce: true },
      { name: "Shop", "redirect-uri": "http://localhost/cb", pkce: true },
      { "--name": "Shop", "--redirect-uri": ["http://localhost/cb"], "--pkce": true },
    ])
      expect(read({ kind: "oidc", ...names }).values).toEqual(values);
  });

  it("names the kind, or is of the only kind that has its settings", () => {
    expect(read({ kind: "saml" }).kind?.id).toBe("saml");
    expect(read({ "acs-url": "http://localhost/acs" }).kind?.id).toBe("saml");
    expect(read({ name: "Shop" }).kind).toBeUndefined();
    expect(read({ name: "Shop" }, "oidc").kind?.id).toBe("oidc");
  });

  it("keeps what test-sso is told apart, takes the address of metadata, and lets null be nothing", () => {
    const { tests, values, metadata } = read({
      ...{ $schema: "./answers.json", kind: "saml", metadata: "sp.xml", sign: null },
      ...{ "expect-status": "200", expectText: "Hello" },
    });
    expect({ tests, values, metadata }).toEqual({
      tests: { expectStatus: 200, expectText: "Hello" },
      values: {},
      metadata: "sp.xml",
    });
  });

  it.each<[unknown, string[], wanted?: string]>([
    ["{", ["line 1, column 2: the text ends where JSON has a name in double quotes"]],
    ["[]", ["line 1, column 1: answers are one object: { … }"]],
    ["null", ["line 1, column 1: answers are one object: { … }"]],
    [{ kind: "sml" }, [`line 1, column 9: "kind" must be one of ${IDS}; did you mean saml?`]],
    [{ kind: 1 }, [`line 1, column 9: "kind" must be one of ${IDS}`]],
    [{ kind: "saml" }, ["line 1, column 9: the kind is saml, and the command line says oidc"], "oidc"],
    [{ nam: "x" }, ['line 1, column 2: there is no answer "nam"; did you mean name?']],
    [{ redirect_uris: [] }, ['line 1, column 2: there is no answer "redirect_uris"; did you mean redirect-uri?']],
    [{ __proto__x: 1, constructor: 2 }, expect.arrayContaining([expect.stringContaining('no answer "constructor"')])],
    [
      { kind: "oidc", acsUrl: "x" },
      ['line 1, column 16: "acsUrl" is a setting of SAML 2.0; this is OIDC - OpenID Connect'],
    ],
    [{ name: "a", label: "b" }, ['line 1, column 13: "label" and "name" are the same']],
    ['{"name":"a","name":"b"}', ['line 1, column 13: "name" is there twice']],
    [{ name: 5 }, ['line 1, column 9: "name": it must be a text, not a number']],
    [{ name: ["a"] }, ['line 1, column 9: "name": it must be a text, not a list']],
    [{ name: "" }, ['line 1, column 9: "name": the name is empty']],
    [{ pkce: "yes" }, ['line 1, column 9: "pkce": it must be true or false, not a text']],
    [{ redirectUris: {} }, ['line 1, column 17: "redirectUris": it must be a list, not an object']],
    [{ attribute: ["x"] }, [expect.stringContaining('line 1, column 14: "attribute": "" is no expression')]],
    [{ metadata: 1 }, ['line 1, column 13: "metadata" must be a text: a file or a URL']],
    [{ expectStatus: 20_000 }, ['line 1, column 17: "expectStatus": it is not a number from 100 to 599']],
  ])("%j is refused with its place", (answers, told, wanted) => {
    expect(faults(answers, wanted)).toEqual(told);
  });

  it("tells every fault at once, in the order of the text", () => {
    const told = faults('{\n"nam": 1,\n"name": "",\n"kind": "saml",\n"audience": 5\n}');
    expect(told.map((line) => line.split(",")[0])).toEqual(["line 2", "line 3", "line 5"]);
  });
});

describe("saved answers", () => {
  const schema = new Ajv2020({ strict: false, validateFormats: false }).compile(answersJsonSchema(every, testFields));
  it.each(every.map(({ id }) => id))("of %s are read again as they were, and keep to the published schema", (id) => {
    fc.assert(
      fc.property(VALUES[id] as fc.Arbitrary<FieldValues>, (values) => {
        const all = { label: "Payroll", ...values, expectStatus: 200 };
        const file = answersOf(kindOf(id), testFields, all);
        expect([schema(file), schema.errors]).toEqual([true, null]);
        const { kind, values: own, tests } = read(file);
        const set = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
        expect(kind?.id).toBe(id);
        expect({ ...own, ...tests }).toEqual(set);
      }),
      { numRuns: 50 },
    );
  });

  it("hold no secret", () => {
    const password = defineField<string>({
      ...{ key: "password", path: "settings.password", term: "Password", flag: "--password <text>", help: "a secret" },
      ...{ secret: true, schema: z.string() },
    });
    const kind = { ...kindOf("oidc"), fields: [...kindOf("oidc").fields, password] };
    const file = answersOf(kind, testFields, { label: "Shop", password: "CANARY-5f2a" });
    expect(JSON.stringify(file)).not.toContain("CANARY");
    expect(file).toEqual({ kind: "oidc", label: "Shop" });
  });

  it("have a schema that refuses what the reader refuses", () => {
    for (const bad of [{ kind: "oidc", nam: "x" }, { kind: "oidc", acsUrl: "http://localhost/" }, { kind: "sml" }, []])
      expect(schema(bad)).toBe(false);
    expect(schema({ kind: "oidc", name: "Shop", "redirect-uri": "http://localhost/cb", "acs-url": null })).toBe(false);
    expect(schema({ kind: "oidc", name: "Shop", "redirect-uri": "http://localhost/cb", pkce: null })).toBe(true);
  });
});
