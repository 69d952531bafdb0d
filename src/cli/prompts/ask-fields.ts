/** The wizard as a walk over field definitions: what was not given is asked, validated as the flag would be. */
import type { Field, FieldValues } from "../../integrations/field.js";
import { Problem } from "../../problem.js";
import { valueFromPrompt } from "../field-arguments.js";
import { ask } from "./ask.js";

/**
 * @param present values from flags and metadata; the latter are offered for confirmation
 * @param answered what the person has typed already, never asked again
 */
export async function askFields(
  fields: readonly Field[],
  present: FieldValues,
  { answered }: { answered: FieldValues },
): Promise<FieldValues> {
  const values: FieldValues = {};
  for (const field of fields) {
    if (answered[field.key] !== undefined || !(field.required || field.ask)) continue;
    const suggestion = present[field.key] ?? field.default?.({ ...present, ...values });
    values[field.key] = await askField(field, suggestion);
  }
  return values;
}

/** Asks one field. @throws Problem CANCELLED */
export async function askField(field: Field, suggestion: unknown): Promise<unknown> {
  const shown = suggestion === undefined ? undefined : textOf(field, suggestion);
  if (field.switch) return await ask<boolean>({ type: "confirm", message: field.term, default: suggestion ?? false });
  if (field.choices) {
    const choices = field.choices.map(({ value, label }) => ({ value, name: label }));
    const answer = await ask<string>({ type: "select", message: field.term, choices, default: shown });
    return valueFromPrompt(field, answer);
  }
  const message = field.repeatable ? `${field.term} (several: separated by commas)` : field.term;
  const answer = await ask<string>({
    type: "input",
    message,
    default: shown || undefined,
    validate: (text) => reasonAgainst(field, text),
  });
  return valueFromPrompt(field, answer);
}

/** How a value is shown and typed again. */
export const textOf = (field: Field, value: unknown): string =>
  field.toText ? field.toText(value) : Array.isArray(value) ? value.join(", ") : String(value ?? "");

function reasonAgainst(field: Field, text: string): true | string {
  try {
    valueFromPrompt(field, text);
    return true;
  } catch (error) {
    if (error instanceof Problem) return error.why;
    throw error;
  }
}
