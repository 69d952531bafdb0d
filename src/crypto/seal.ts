/**
 * How a secret is kept: AES-256-GCM, so that a changed or foreign text is refused instead of opened as garbage.
 * The sealed text is `v1.` and base64url of nonce (12 bytes), tag (16) and ciphertext.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { sealBroken } from "./problems.js";

const VERSION = "v1.";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bound to every sealed text, so that what another program encrypted under the same key is no secret of ours. */
const PURPOSE = Buffer.from("appint sealed secret v1");

/** Seals a text under a key of 32 bytes. The same text gives another result every time. */
export function sealWith(key: Uint8Array, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(PURPOSE);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/**
 * Opens a sealed text.
 *
 * @throws Problem SEAL_BROKEN when it was changed, cut, or sealed under another key
 */
export function unsealWith(key: Uint8Array, sealed: string): string {
  const bytes = sealed.startsWith(VERSION) ? Buffer.from(sealed.slice(VERSION.length), "base64url") : Buffer.alloc(0);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw sealBroken();

  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(PURPOSE)
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw sealBroken(cause);
  }
}
