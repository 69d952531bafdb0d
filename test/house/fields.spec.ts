import { describe, expect, it } from "vitest";
import { keyOfFlag, nameOfFlag } from "../../src/cli/arguments.js";
import { loadCommand } from "../../src/cli/commands.js";
import { checked, valueFromPrompt } from "../../src/cli/field-arguments.js";
import { globalOptions } from "../../src/cli/global-options.js";
import { parseCommand } from "../../src/cli/program.js";
import { atPath, type Field } from "../../src/integrations/field.js";
import { kinds } from "../../src/integrations/registry.js";
import { testFields } from "../../src/integrations/test-settings.js";
import { documentOf } from "../../src/integrations/values.js";
import { Problem } from "../../src/problem.js";

const rows = (await kinds()).flatMap((kind) =>
  kind.fields.map((field) => ({ kind, field, name: `${kind.id} ${field.key}` })),
);
const tests = testFields.map((field) => ({ field, name: `tests ${field.key}` }));
const everywhere = Object.values(globalOptions).map(({ flag }) => nameOfFlag(flag));

const helpOf = async (id: string) => {
  const command = await loadCommand("create");
  const args = typeof command.args === "function" ? await command.args([id]) : command.args;
  return parseCommand("create", command, args, ["--help"]).help ?? "";
};

/** What people type into any field sooner or later. */
const STRANGE = ["", " ", "nonsense", "\u001b[31m", "x".repeat(3000), "-1", "1e999", "http://", "=", "=="];

describe("every kind", () => {
  it("is found by its folder", async () => {
    expect((await kinds()).map(({ id }) => id)).toEqual(["oidc", "saml", "swa", "api", "ws-fed", "bookmark"]);
  });

  it("has flags that are its fields' own, none of them a global one", async () => {
    for (const { fields } of await kinds()) {
      const flags = [...fields, ...testFields].map(({ flag }) => nameOfFlag(flag));
      expect(new Set([...flags, ...everywhere, "--metadata"]).size).toBe(flags.length + everywhere.length + 1);
    }
  });

  it("means the same by a flag or a key that another kind has too", async () => {
    const meaning = ({
      key,
      flag,
      schema,
      fromText,
      toText,
      repeatable,
      switch: isSwitch,
      secret,
      choices,
    }: Field) => ({
      ...{ key, flag, schema, fromText, toText, repeatable, isSwitch, secret, choices },
    });
    for (const { field } of rows) {
      for (const { field: other } of rows) {
        if (other.key !== field.key && nameOfFlag(other.flag) !== nameOfFlag(field.flag)) continue;
        // It may lie in another place of the app object, under the term that the kind has for it.
        if (other !== field) expect(meaning(other), field.flag).toEqual(meaning(field));
      }
    }
  });
});

describe.each([...rows, ...tests])("the field $name", ({ field }) => {
  it("has a term, a help line, a path and a flag in kebab case", () => {
    expect(field.term).toMatch(/^[A-Z]/);
    expect(field.help).toMatch(/^\S.*[^.\s]$/);
    expect(field.path).toMatch(
      /^(label$|(tests|secrets|visibility|accessibility|features|settings|credentials|profile)\b)/,
    );
    expect(field.flag).toMatch(field.switch ? /^--[a-z][a-z-]*$/ : /^--[a-z][a-z-]* <[a-z=|]+>$/);
    expect(keyOfFlag(field.flag)).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it("shows in its help what may be typed: an example that it takes itself, or what can be chosen", () => {
    if (field.switch || field.choices) return;
    if (field.fromFile) return expect(field.example).toMatch(/^[\w.-]+$/); // the name of a file
    expect(valueFromPrompt(field, field.example ?? "")).not.toBeUndefined();
  });

  it("says in its own words what cannot be used", () => {
    for (const text of STRANGE) {
      try {
        const value = field.fromText ? field.fromText(text) : text;
        checked(field, field.repeatable ? [value] : field.switch ? text : value);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        const { code, why, fix } = error as Problem;
        expect(code).toBe("FIELD_INVALID");
        if (!field.switch) expect(why, text.slice(0, 20)).not.toMatch(/^(Invalid|Too (big|small)|Expected)/i);
        expect(fix).toContain(field.flag);
      }
    }
  });
});

describe.each(rows)("the field $name", ({ kind, field }) => {
  it("is in the help of create", async () => {
    expect(await helpOf(kind.id)).toContain(`  ${field.flag}`);
  });

  it("is asked, has a default, or can stay unset", async () => {
    if (field.required || field.ask || field.default?.({}) !== undefined) return;
    expect(field.schema.safeParse(undefined).success || !field.required).toBe(true);
  });

  it("is in the document of an app that has only what is required", () => {
    if (!/^(settings|credentials)\./.test(field.path)) return;
    const values: Record<string, unknown> = {};
    for (const each of kind.fields)
      values[each.key] = each.required ? (each.repeatable ? [] : "x") : each.default?.(values);
    if (field.when && !field.when(values)) return;
    expect(atPath(documentOf(kind, values), field.path)).not.toBeUndefined();
  });
});
