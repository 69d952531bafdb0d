/** Verifies our own tokens when they come back: access tokens at userinfo, ID tokens as hints. */
import type { JsonWebKey } from "node:crypto";

/**
 * The claims of a compact RS256 JWS that one of the keys has signed, else undefined. Times are not judged here: an
 * expired ID token is still a good hint.
 *
 * @param keys public JWKs with `kid`; the token's `kid` picks one
 * @see rfc7515 §5.2
 */
export async function readSignedClaims(
  token: string,
  keys: readonly JsonWebKey[],
): Promise<Record<string, unknown> | undefined> {
  const { compactVerify, decodeProtectedHeader, importJWK } = await import("jose"); // heavy: loaded when a token comes
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = keys.find((candidate) => candidate.kid === kid);
    if (!key) return undefined;
    const { payload } = await compactVerify(token, await importJWK(key, "RS256"), { algorithms: ["RS256"] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === "object" && claims !== null && !Array.isArray(claims)
      ? (claims as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // not a JWS, or not one that we signed: the caller has one answer for all of these
  }
}
