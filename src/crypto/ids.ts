import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 20;

/** What an id stands for is written in its first three characters. */
export type IdPrefix =
  | "00o" // org
  | "00u" // user
  | "00g" // group
  | "0oa" // app
  | "exk" // external key of an app: the part of its SAML URLs
  | "aln" // link id of an app's tile
  | "0ua" // assignment, also called app user
  | "ocs" // client secret
  | "run"; // a run of the smoke test

/**
 * A new id in the platform's shape: the prefix and random base62, 20 characters in all (at least 101 random bits).
 */
export function newId(prefix: IdPrefix): string {
  let id: string = prefix;
  while (id.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // 248 = 4 × 62: bytes above it would make the first letters of the alphabet likelier than the rest.
      if (byte < 248 && id.length < LENGTH) id += ALPHABET[byte % 62];
    }
  }
  return id;
}

/**
 * A token that nobody can guess, base64url without padding: 32 bytes give 43 characters.
 *
 * @param bytes how many random bytes; fewer than 16 is a defect of the caller
 */
export function randomToken(bytes = 32): string {
  if (bytes < 16) throw new Error(`a token of ${bytes} bytes can be guessed`);
  return randomBytes(bytes).toString("base64url");
}
