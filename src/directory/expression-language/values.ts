/** What an expression can be: text, number, truth, a list of those, or nothing. */
import { ExpressionError, type Span } from "./syntax.js";

/** `null` is an attribute that was never set; one that was cleared is `""`. */
export type Value = null | string | number | boolean | readonly Value[];

/** In characters. Doubling a text again and again must not fill the memory. */
export const LONGEST_TEXT = 65_536;

/** Whatever a profile holds, as a value: members of other kinds of objects are their JSON. */
export function profileValue(raw: unknown): Value {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean") return raw;
  if (Array.isArray(raw)) return raw.map(profileValue);
  return JSON.stringify(raw) ?? null;
}

/** As it is put into a text: nothing is the empty text. */
export const textOf = (value: Value): string =>
  value === null ? "" : Array.isArray(value) ? value.map(textOf).join(",") : String(value);

/** As the values of an attribute: none for nothing, several for a list. */
export const valuesOf = (value: Value): string[] =>
  value === null ? [] : Array.isArray(value) ? value.flatMap(valuesOf) : [textOf(value)];

/** @throws ExpressionError when it is longer than an attribute may be */
export function checkedLength(text: string, at: Span): string {
  if (text.length > LONGEST_TEXT) throw new ExpressionError(`its value is longer than ${LONGEST_TEXT} characters`, at);
  return text;
}

/** In messages: a number, a list. */
export function kindOf(value: Value): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return { string: "a text", number: "a number", boolean: "true or false" }[typeof value as "string"];
}
