/** Ids of messages and assertions, in the platform's form. */
import { randomInt } from "node:crypto";

/**
 * `id` and 25 decimal digits, 83 bits of chance: never two alike, and nobody guesses the next.
 *
 * @see saml-core-2.0 §1.3.4
 */
export function newMessageId(): string {
  return `id${Array.from({ length: 25 }, () => randomInt(10)).join("")}`;
}
