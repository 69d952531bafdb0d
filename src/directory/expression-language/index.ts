/**
 * The platform's expression language (classic syntax): `String.toUpperCase(user.city)`, `user.x != "" ? user.x : user.y`.
 * Used where a value is made of a person's attributes: attribute statements, application usernames.
 */
import { checkExpression } from "./check.js";
import { evaluated } from "./evaluate.js";
import { parseExpression } from "./parse.js";
import type { Place } from "./places.js";
import type { Scope } from "./scope.js";
import { ExpressionError } from "./syntax.js";
import { checkedTemplate } from "./template.js";
import { textOf, valuesOf } from "./values.js";

export { loadLibrariesFor } from "./libraries.js";
export { PLACES } from "./places.js";
export type { Scope } from "./scope.js";
export { ExpressionError } from "./syntax.js";
export { textOfTemplate } from "./template.js";

/** @throws ExpressionError: where and why the text is no expression, or none that has a value in that place */
export const checkedExpression = (text: string, place: Place): void =>
  checkExpression(parseExpression(text), { place });

/**
 * The values of an expression for a person: none where an attribute was never set, several for a list.
 *
 * @throws ExpressionError where the expression has no value for this person; the platform then sends none
 */
export const valuesOfExpression = async (text: string, scope: Scope): Promise<string[]> =>
  valuesOf(await evaluated(parseExpression(text), scope));

/**
 * The same as one text: nothing is the empty text.
 *
 * @throws ExpressionError as above
 */
export const textOfExpression = async (text: string, scope: Scope): Promise<string> =>
  textOf(await evaluated(parseExpression(text), scope));

/** The reason against a text, or undefined: for prompts. */
export const reasonAgainst = (text: string, place: Place): string | undefined =>
  reasonOf(() => checkedExpression(text, place));

/** The same of a template with `${…}` in it. */
export const reasonAgainstTemplate = (text: string): string | undefined => reasonOf(() => checkedTemplate(text));

function reasonOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}
