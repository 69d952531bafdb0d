import { createHash, type JsonWebKey, X509Certificate } from "node:crypto";

/**
 * The public members of a key, in the platform's order; with the certificate where the key has one.
 *
 * @see rfc7517 §4
 */
export function publicJwk({ kty, alg, kid, use, e, n }: JsonWebKey, certificatePem?: string | null): JsonWebKey {
  // Named one by one: a private member that slipped into a row would never be published.
  const jwk = { kty, alg, kid, use, e, n };
  if (!certificatePem) return jwk;
  const { raw } = new X509Certificate(certificatePem);
  const thumbprint = createHash("sha256").update(raw).digest("base64url");
  return { ...jwk, x5c: [raw.toString("base64")], "x5t#S256": thumbprint };
}

/**
 * The key set that apps verify ID tokens with.
 *
 * @see rfc7517 §5
 */
export const buildJwks = (keys: readonly JsonWebKey[]): { keys: JsonWebKey[] } => ({
  keys: keys.map((key) => publicJwk(key)),
});
