/**
 * Where the key comes from that seals the secrets of a database: APPINT_SECRET_KEY, else the file `<database>.key`.
 *
 * APPINT_SECRET_KEY is 32 bytes in hex (64 digits) or base64 (with or without padding, either alphabet); everything
 * else of at least 16 characters is a passphrase, stretched with scrypt (some 0.1 s at every start) and salted with
 * the database's instance id.
 */
import { randomBytes, scryptSync } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { randomToken } from "./ids.js";
import { secretKeyDamaged, secretKeyLost, secretKeyTooShort, secretKeyUnreadable } from "./problems.js";

const KEY_BYTES = 32;
const SHORTEST_PASSPHRASE = 16;

/** Could this text be a key at all? Asked before anything is made for it. @throws Problem SECRET_KEY_TOO_SHORT */
export function checkSecretKeyText(text: string): void {
  if (text.length < SHORTEST_PASSPHRASE) throw secretKeyTooShort(SHORTEST_PASSPHRASE);
}

/**
 * The key that a setting or environment variable means.
 *
 * @param salt something that differs from database to database and never changes
 * @throws Problem SECRET_KEY_TOO_SHORT
 */
export function secretKeyFromText(text: string, salt: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  checkSecretKeyText(text);
  return scryptSync(text.normalize("NFC"), salt, KEY_BYTES, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 });
}

/**
 * The key in a key file.
 *
 * @throws Problem SECRET_KEY_LOST, SECRET_KEY_DAMAGED, SECRET_KEY_UNREADABLE
 */
export function readSecretKeyFile(keyFile: string): Buffer {
  let text: string;
  try {
    text = readFileSync(keyFile, "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw secretKeyLost(keyFile);
    throw secretKeyUnreadable(keyFile, `reading it fails with ${codeOf(error)}`, error);
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw secretKeyDamaged(keyFile);
  return Buffer.from(text, "hex");
}

/**
 * Makes a key file (mode 0600), or reads the one that is there. The file appears whole or not at all, and of two
 * processes that make it at once both get the key of the first.
 *
 * @throws Problem SECRET_KEY_DAMAGED, SECRET_KEY_UNREADABLE
 */
export function makeSecretKeyFile(keyFile: string): Buffer {
  // Written under a name of its own and then linked: "wx" on the final name would show others an empty file.
  const draft = `${keyFile}.${randomToken(16)}`;
  try {
    const handle = openSync(draft, "wx", 0o600);
    try {
      writeSync(handle, `${randomBytes(KEY_BYTES).toString("hex")}\n`);
      fsyncSync(handle); // a key lost in a power cut would take every secret with it
    } finally {
      closeSync(handle);
    }
    try {
      linkSync(draft, keyFile);
    } finally {
      unlinkSync(draft);
    }
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw secretKeyUnreadable(keyFile, `making it fails with ${codeOf(error)}`, error);
  }
  return readSecretKeyFile(keyFile);
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);
