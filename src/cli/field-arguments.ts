/** Fields of integrations as options of a command: flags and `--help` are a walk over the definitions. */
import type { Field, FieldValues } from "../integrations/field.js";
import { sectionOf } from "../integrations/section.js";
import type { ArgumentDefinitions, Option } from "./arguments.js";
import { textOrFile } from "./file-of-field.js";
import { fieldInvalid } from "./problems.js";
import { listsOf, valueText } from "./value-text.js";

/** One option for each field, keyed by the field's key; the first of two fields with the same flag wins. */
export function optionsOf(fields: readonly Field[]): ArgumentDefinitions {
  const options: ArgumentDefinitions = {};
  for (const field of fields) {
    options[field.key] ??= {
      kind: "option",
      flag: field.flag,
      help: field.required ? `${field.help} (required)` : field.help,
      repeatable: field.repeatable ?? false,
      negatable: field.switch ?? false,
      defaultText: defaultTextOf(field),
      group: sectionOf(field),
    } satisfies Option<unknown>;
  }
  return options;
}

/** The same options, understood and left out of `--help`. */
export const hidden = (options: ArgumentDefinitions): ArgumentDefinitions =>
  Object.fromEntries(Object.entries(options).map(([key, option]) => [key, { ...option, hidden: true }]));

/** What the flag's value is when nothing says otherwise, as it is typed. */
function defaultTextOf(field: Field): string | undefined {
  const value = field.switch ? undefined : field.default?.({});
  if (value === undefined) return undefined;
  return valueText(field, value) || undefined;
}

/** The values of the flags that were given, read and checked. @throws Problem FIELD_INVALID naming the flag */
export function valuesFromFlags(fields: readonly Field[], raw: Record<string, unknown>): FieldValues {
  const values: FieldValues = {};
  for (const field of fields) {
    const given = raw[field.key];
    if (given === undefined) continue;
    values[field.key] = checked(
      field,
      Array.isArray(given) ? given.map((text) => read(field, text)) : read(field, given),
    );
  }
  return values;
}

/** What a person typed at a prompt, read and checked; `undefined` for nothing. @throws Problem FIELD_INVALID */
export function valueFromPrompt(field: Field, typed: string): unknown {
  const text = typed.trim();
  if (text === "") return field.required ? checked(field, field.repeatable ? [] : "") : undefined;
  if (!field.repeatable) return checked(field, read(field, text));
  const ways = listsOf(text).map((parts) => parts.map((part) => read(field, part)));
  const fitting = ways.find((list) => field.schema.safeParse(list).success);
  return checked(field, fitting ?? ways[0]);
}

/** The value as its schema normalizes it. @throws Problem FIELD_INVALID */
export function checked(field: Field, value: unknown): unknown {
  const result = field.schema.safeParse(value);
  if (result.success) return result.data;
  const reasons = [...new Set(result.error.issues.map(({ message }) => message))];
  throw fieldInvalid(field.flag, field.term, reasons.join("; "), field.help);
}

/** One text as it is typed: what it stands for. @throws Problem FIELD_INVALID for a file that cannot be read */
export function read(field: Field, typed: unknown): unknown {
  if (typeof typed !== "string") return typed;
  const text = field.fromFile ? textOrFile(field, typed) : typed;
  return field.fromText ? field.fromText(text) : text;
}
