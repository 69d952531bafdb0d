/**
 * Plain expressions of attribute statements: `user.firstName`, or a constant in quotes.
 * The whole expression language is not here: what is not plain is refused when the app is set up, never sent as garbage.
 */
import type { User } from "../store/users.js";

const REFERENCE = /^user\.([A-Za-z_][A-Za-z0-9_]*)$/;
const CONSTANT = /^"([^"]*)"$/;

/** Whether the text is an expression that `evaluate` can evaluate. */
export const isPlainExpression = (text: string): boolean => REFERENCE.test(text) || CONSTANT.test(text);

/**
 * The values of an expression for a person: none where the profile has no such value, several where it is a list.
 *
 * @throws Error for a text that `isPlainExpression` refuses
 */
export function evaluate(expression: string, user: User): string[] {
  const constant = CONSTANT.exec(expression)?.[1];
  if (constant !== undefined) return [constant];
  const attribute = REFERENCE.exec(expression)?.[1];
  if (attribute === undefined) throw new Error(`not a plain expression: ${expression}`);
  const value = profileOf(user)[attribute];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** A person's whole profile, base attributes included. */
export const profileOf = (user: User): Record<string, unknown> =>
  Object.assign(Object.create(null), user.profile, {
    login: user.login,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
  });
