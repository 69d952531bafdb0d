import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256 of the UTF-8 text or bytes, as 64 lower-case hex digits. */
export function sha256Hex(input: string | Uint8Array): string {
  return createHash("sha256").update(input).digest("hex");
}

/**
 * Are the two texts the same? Takes the same time wherever they differ, and whatever their lengths: both are hashed
 * first, since a comparison of bytes would tell the length of the secret.
 */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
