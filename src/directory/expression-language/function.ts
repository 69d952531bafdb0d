/** What a function of the language is, and how the values that it is given become those that it takes. */
import type { Scope } from "./scope.js";
import { ExpressionError, type Span } from "./syntax.js";
import { kindOf, textOf, type Value } from "./values.js";

/** `list` also takes a text of values separated by commas; `any` also takes nothing. */
export type ParameterType = "text" | "integer" | "number" | "truth" | "list" | "list or nothing" | "any" | "map";

interface Taken {
  text: string;
  integer: number;
  number: number;
  truth: boolean;
  list: readonly Value[];
  "list or nothing": readonly Value[] | null;
  any: Value;
  map: ReadonlyMap<string, readonly string[]>;
}
type ArgumentsOf<Types extends readonly ParameterType[]> = { [Index in keyof Types]: Taken[Types[Index]] };

export interface LanguageFunction {
  takes: readonly ParameterType[];
  /** How many of `takes` may be left out, from the end. */
  optional: number;
  /** Of any number of further arguments. */
  more: ParameterType | undefined;
  run(args: readonly unknown[], scope: Scope): Value | Promise<Value>;
}

/** Why a function has no value for what it was given, as a clause. */
export class NoValue extends Error {}

export function defineFunction<const Types extends readonly ParameterType[], More extends ParameterType = never>(
  takes: Types,
  run: (args: [...ArgumentsOf<Types>, ...Taken[More][]], scope: Scope) => Value | Promise<Value>,
  { optional = 0, more }: { optional?: number; more?: More } = {},
): LanguageFunction {
  return { takes, optional, more, run: run as LanguageFunction["run"] };
}

/** @throws ExpressionError for a value that the parameter cannot take */
export function asParameter(type: ParameterType, value: Value, name: string, at: Span): unknown {
  if (type === "any") return value;
  if (type === "list or nothing" && (value === null || value === "")) return null;
  if (value === null) throw new ExpressionError(`${name} was given nothing`, at);
  if (type === "list" || type === "list or nothing") return listOf(value);
  if (type === "text" && !Array.isArray(value)) return textOf(value);
  if (type === "truth" && typeof value === "boolean") return value;
  const number = typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  if (type === "number" && typeof number === "number") return number;
  if (type === "integer" && Number.isSafeInteger(number)) return number;
  throw new ExpressionError(`${name} takes ${wanted(type)} here, and was given ${kindOf(value)}`, at);
}

const listOf = (value: Value): readonly Value[] =>
  Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value === ""
        ? []
        : value.split(",").map((part) => part.trim())
      : [value];

const wanted = (type: ParameterType): string =>
  ({ text: "a text", integer: "a whole number", number: "a number", truth: "true or false" })[type as "text"] ??
  "a list";
