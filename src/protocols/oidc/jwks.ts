import type { JsonWebKey } from "node:crypto";

/**
 * The key set that apps verify ID tokens with: the public members of each key, in the platform's order.
 *
 * @see rfc7517 §5
 */
export function buildJwks(keys: readonly JsonWebKey[]): { keys: JsonWebKey[] } {
  // Named one by one: a private member that slipped into a row would never be published.
  return { keys: keys.map(({ kty, alg, kid, use, e, n }) => ({ kty, alg, kid, use, e, n })) };
}
