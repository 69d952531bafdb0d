/**
 * Three bad values of every field, and what is said of them: test/golden/bad-values.txt. The values come from one list
 * for all, so that a new field is tried without a word being written.
 */
import { afterAll, describe, expect, it } from "vitest";
import { nameOfFlag } from "../../src/cli/arguments.js";
import { valuesFromFlags } from "../../src/cli/field-arguments.js";
import type { Field } from "../../src/integrations/field.js";
import { kinds } from "../../src/integrations/registry.js";
import { testFields } from "../../src/integrations/test-settings.js";
import { Problem } from "../../src/problem.js";
import { golden } from "../e2e/golden.js";

/** What people type into any field sooner or later. */
const TYPED = [
  "",
  "localhost:3000/x",
  "ftp://files.example/x",
  "https://shop.example/#top",
  "https://ada:secret@shop.example/",
  "https://*/callback",
  "Nonsense",
  "=",
  "name=",
  "name=user.",
  "1=ftp://x",
  "70000=https://shop.example/",
  "-1",
  "99999",
  "1.5",
  "a\u0007b",
  "😀",
  "x".repeat(3000),
];

interface Row {
  title: string;
  field: Field;
}

/** A switch takes no text; a field that takes nearly any has fewer than three bad ones. */
const rows: readonly Row[] = [...(await kinds()), { id: "tests", fields: testFields }]
  .flatMap(({ id, fields }) => fields.map((field) => ({ id, field, title: `${field.flag}   ${field.term}` })))
  .filter(({ field }, index, all) => !field.switch && all.findIndex((each) => each.field === field) === index)
  .map(({ id, field, title }, index, all) => ({
    field,
    // A kind that keeps the same setting elsewhere has a field of its own.
    title: all.findIndex((each) => each.title === title) === index ? title : `${title} (${id})`,
  }));

describe("what is said of bad values", () => {
  const told = golden("bad-values.txt");
  afterAll(() => told.save());

  it.each(rows)("of $title", ({ title, field }) => {
    const refused = refusals(field).slice(0, 3);

    const lines = refused.map(
      ({ typed, problem: { what, why, fix } }) => `${nameOfFlag(field.flag)} ${JSON.stringify(shortened(typed))}
✖ ${what}
    cause   ${why}
    fix     ${fix}
`,
    );
    const text = lines.join("");
    expect(text).toBe(told.section(title, text));
    for (const { problem } of refused) {
      expect(problem.code).toBe("FIELD_INVALID");
      expect(problem.fix).toContain(field.flag);
    }
  });

  it("has nothing kept of fields that are gone", () => {
    expect(told.unused()).toEqual([]);
  });
});

/** Those with a reason of their own first. */
function refusals(field: Field): { typed: string; problem: Problem }[] {
  const found: { typed: string; problem: Problem; isNew: boolean }[] = [];
  const reasons = new Set<string>();
  for (const typed of TYPED) {
    try {
      valuesFromFlags([field], { [field.key]: field.repeatable ? [typed] : typed });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const reason = error.why.replaceAll(shortened(typed), "…");
      found.push({ typed, problem: error, isNew: !reasons.has(reason) });
      reasons.add(reason);
    }
  }
  return [...found.filter(({ isNew }) => isNew), ...found.filter(({ isNew }) => !isNew)];
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
