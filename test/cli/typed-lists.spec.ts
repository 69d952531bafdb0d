import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueFromPrompt, valuesFromFlags } from "../../src/cli/field-arguments.js";
import { valueText } from "../../src/cli/value-text.js";
import { shownQuestion } from "../../src/cli/wizard/question.js";
import { begin, type Event, step } from "../../src/cli/wizard/session.js";
import type { Field } from "../../src/integrations/field.js";
import { kindById, kinds } from "../../src/integrations/registry.js";
import { testFields } from "../../src/integrations/test-settings.js";

/** Every field of every kind that is a list. */
const every = [...(await kinds()).flatMap(({ fields }) => fields), ...testFields];
const repeatables = every.filter(({ repeatable }) => repeatable).map((field) => [field.key, field] as const);

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

describe("a list in one line, as it is shown to be typed again", () => {
  it.each([
    [["g^=Sales, a=b"], '"g^=Sales, a=b"'],
    [['g==say "hi', "h=x"], '"g==say ""hi", h=x'],
    [["g=a{1,2}", "h=[,]"], "g=a{1,2}, h=[,]"],
    [["groups^=Sales, EMEA"], '"groups^=Sales, EMEA"'],
    [['"g"=a, b'], '"""g""=a, b"'],
  ])("%j is %s", async (flags, text) => {
    const groups = await fieldOf("saml", "groupAttributes");
    const value = valuesFromFlags([groups], { groupAttributes: flags }).groupAttributes;
    expect(valueText(groups, value)).toBe(text);
    expect(valueFromPrompt(groups, text)).toEqual(value);
  });

  it("needs no quotes where a comma is in the quotes or brackets of an expression", async () => {
    const attributes = await fieldOf("saml", "attributes");
    const typed = 'tier="gold, old", full=String.join(", ", user.firstName, user.lastName)';
    expect(valueText(attributes, valueFromPrompt(attributes, typed))).toBe(typed);
  });

  it("is read at its quotes alone once a value is quoted, also where that cannot be used", async () => {
    const groups = await fieldOf("saml", "groupAttributes");
    for (const typed of ['"a=x, b=y", a=z', '"a=x, b=y", b', '"a=x", ""'])
      expect(() => valueFromPrompt(groups, typed), typed).toThrow(expect.objectContaining({ code: "FIELD_INVALID" }));
  });

  it.each(repeatables)("%s means the same when it is typed again", (_, field) => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(textFor(field), { minLength: 1, maxLength: 3 }), (texts) => {
        const value = fromFlags(field, texts);
        if (value === undefined) return;
        seen++;
        const shown = valueText(field, value);
        expect(valueFromPrompt(field, shown)).toEqual(value);
        expect(valueText(field, valueFromPrompt(field, shown))).toBe(shown);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(seen).toBeGreaterThan(30);
  });

  it("is kept as it is by Enter in the review, even where no flag could say it", async () => {
    const namespace = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    const imported = [{ type: "GROUP", namespace, name: "g^", filterType: "REGEX", filterValue: "x, y=z" }];
    const review = begin(await kinds(), testFields, { answers: { kind: "saml", groupAttributes: imported } });
    const change: Event = { type: "change", key: "groupAttributes" };
    const shown = shownQuestion(step({ ...review, place: { at: "review" } }, change), change.key, async () => ({}));
    if (shown.how !== "text") throw new Error("it is typed");
    expect(shown.question.prefill).toBe('"g^=x, y=z"');
    expect((await shown.question.read(shown.question.prefill)).value).toEqual(imported);
    expect((await shown.question.read("h=x")).value).toEqual([expect.objectContaining({ name: "h" })]);
  });
});

/** The field's example, with what stands in the way of lists thrown in. */
function textFor(field: Field): fc.Arbitrary<string> {
  if (field.choices) return fc.constantFrom(...field.choices.map(({ value }) => value));
  const [example = ""] = (field.example ?? "").split(", ");
  const noise = fc.constantFrom(..." ,\"()[]{}='1a", ", ", '""', '"a, b"', ", b=c");
  return fc.array(fc.tuple(fc.nat(example.length), noise), { maxLength: 3 }).map((noises) => {
    const last = [...noises].sort(([one], [other]) => other - one);
    return last.reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), example);
  });
}

/** What the flags make of the texts; undefined where they refuse them. */
function fromFlags(field: Field, texts: string[]): unknown {
  try {
    return valuesFromFlags([field], { [field.key]: texts })[field.key];
  } catch {
    return undefined;
  }
}
