/** Fields of integrations as options of a command: flags and `--help` are a walk over the definitions. */
import type { Field, FieldValues } from "../integrations/field.js";
import type { ArgumentDefinitions, Option } from "./arguments.js";
import { fieldInvalid } from "./problems.js";

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
  const text = field.toText ? field.toText(value) : Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? undefined : text;
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
  const listOf = (parts: readonly string[]) => parts.map((part) => read(field, part.trim()));
  // A comma parts two values; one inside a value (of a URL, of a "constant") is believed where only that makes sense.
  const ways = [commaParts(text), commaParts(text, { withBlank: true }), text.split(",")];
  const fitting = ways.find((parts) => field.schema.safeParse(listOf(parts)).success);
  return checked(field, listOf(fitting ?? (ways[0] as string[])));
}

/**
 * Splits at the commas that stand outside double quotes and brackets: the arguments of an expression stay together.
 *
 * @param withBlank only at those with a blank behind them
 */
function commaParts(text: string, { withBlank = false } = {}): string[] {
  const parts = [""];
  let isQuoted = false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && "([{".includes(character)) depth += 1;
    if (!isQuoted && ")]}".includes(character)) depth = Math.max(0, depth - 1);
    const isOutside = !isQuoted && depth === 0;
    const isSeparator = character === "," && isOutside && (!withBlank || /\s/.test(text[index + 1] ?? ""));
    if (isSeparator) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** The value as its schema normalizes it. @throws Problem FIELD_INVALID */
export function checked(field: Field, value: unknown): unknown {
  const result = field.schema.safeParse(value);
  if (result.success) return result.data;
  const reasons = [...new Set(result.error.issues.map(({ message }) => message))];
  throw fieldInvalid(field.flag, field.term, reasons.join("; "), field.help);
}

const read = (field: Field, text: unknown): unknown =>
  typeof text === "string" && field.fromText ? field.fromText(text) : text;
