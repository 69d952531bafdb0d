/** A key pair for a new app: the public half as its `--jwks`, the private one for the person, who sees it once. */
import { createPrivateKey } from "node:crypto";
import { generateSigningKey } from "../../crypto/signing-key.js";
import { keyTwice } from "../grant-problems.js";

/**
 * @param flags as they were typed
 * @returns the flag that stands for the public half, and the private half as a JWK in one line
 * @throws Problem KEY_TWICE where keys are given as well
 */
export async function generatedKey(
  flags: Record<string, unknown>,
): Promise<{ flags: { jwks: string }; privateKey: string }> {
  if (flags.jwks !== undefined) throw keyTwice();
  const { kid, publicJwk, privateKeyPem } = await generateSigningKey();
  const ofKey = { kid, use: "sig", alg: "RS256" };
  return {
    flags: { jwks: JSON.stringify({ keys: [publicJwk] }) },
    privateKey: JSON.stringify({ ...createPrivateKey(privateKeyPem).export({ format: "jwk" }), ...ofKey }),
  };
}
