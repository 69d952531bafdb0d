/** Every field of every kind, from the definitions alone: a new field is tried here without a word being written. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nameOfFlag } from "../../src/cli/arguments.js";
import type { Field, FieldValues } from "../../src/integrations/field.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById, kindIds } from "../../src/integrations/registry.js";
import { valuesOf } from "../../src/integrations/values.js";
import type { AppDocument } from "../../src/store/apps.js";
import { VALUES } from "../integrations/values.js";
import { type FreshOrg, usedOrg } from "./built-cli.js";

interface AppJson extends AppDocument {
  slug: string;
  label: string;
}

describe.each(kindIds())("every field of %s", (id) => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await usedOrg();
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it("is set by its flag, shown, saved as an answer, read from a file, and edited", async () => {
    const kind = (await kindById(id)) as Kind;
    const [one, other] = twoSets(kind);
    const settable = (values: FieldValues) =>
      kind.fields.filter((field) => values[field.key] !== undefined && (field.when?.(values) ?? true));

    const first = (
      await org.done([
        "create",
        id,
        "--name",
        "One",
        ...flagsOf(settable(one), one),
        "--save-answers",
        "answers.json",
        "--json",
      ])
    ).json<AppJson>();
    expect(picked(valuesOf(kind, first), settable(one))).toEqual(picked(one, settable(one)));

    const answers = JSON.parse(readFileSync(join(org.folder, "answers.json"), "utf8")) as FieldValues;
    const secrets = settable(one).filter(({ secret }) => secret);
    const again = (
      await org.done(["create", "--answers", "answers.json", "--name", "Two", ...flagsOf(secrets, one), "--json"])
    ).json<AppJson>();
    expect(valuesOf(kind, again)).toEqual(valuesOf(kind, first));
    expect(Object.keys(answers)).not.toContain(secrets[0]?.key ?? "a secret");

    const shown = (await org.done(["apps", "show", first.slug])).stdout;
    for (const field of settable(one)) {
      const value = one[field.key];
      if (!field.secret && !(Array.isArray(value) && value.length === 0)) expect(shown).toContain(field.term);
    }

    const edited = (
      await org.done([
        "apps",
        "edit",
        first.slug,
        ...flagsOf(settable(other).filter(isEditable), other, { isEdit: true }),
        "--json",
      ])
    ).json<AppJson>();
    const changed = settable(other).filter(isEditable);
    expect(picked(valuesOf(kind, edited), changed)).toEqual(picked(other, changed));
  });
});

/** Two sets of values of the kind with as many of them as there are, the same in every run. */
function twoSets(kind: Kind): [FieldValues, FieldValues] {
  const sets = fc.sample(VALUES[kind.id] as fc.Arbitrary<FieldValues>, { seed: 5, numRuns: 40 });
  const isSet = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  const full = (values: FieldValues) => Object.values(values).filter(isSet).length;
  const [one, other] = sets.sort((a, b) => full(b) - full(a));
  return [withSecrets(kind, one as FieldValues), withSecrets(kind, other as FieldValues)];
}

/** Secrets are no part of the values that an app object keeps. */
const withSecrets = (kind: Kind, values: FieldValues): FieldValues => ({
  ...values,
  ...Object.fromEntries(
    kind.fields
      .filter(({ secret, when }) => secret && (when?.(values) ?? true))
      .map(({ key, example }) => [key, values[key] ?? example]),
  ),
});

function flagsOf(fields: readonly Field[], values: FieldValues, { isEdit = false } = {}): string[] {
  return fields.flatMap((field) => {
    const { toText = String, flag } = field;
    const value = values[field.key];
    const name = nameOfFlag(flag);
    // A list is emptied by taking it away; at creation it begins empty.
    if (Array.isArray(value) && value.length === 0) return isEdit ? ["--unset", name.slice(2)] : [];
    if (field.switch) return [value ? name : name.replace("--", "--no-")];
    const texts = field.repeatable ? (value as unknown[]).map((each) => toText([each])) : [toText(value)];
    return texts.map((text) => `${name}=${text}`);
  });
}

const isEditable = ({ key }: Field): boolean => key !== "label";
const picked = (values: FieldValues, fields: readonly Field[]): FieldValues =>
  Object.fromEntries(fields.filter(({ secret }) => !secret).map(({ key }) => [key, values[key]]));
