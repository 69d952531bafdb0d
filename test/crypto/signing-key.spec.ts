import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { expect, it } from "vitest";
import { generateSigningKey } from "../../src/crypto/signing-key.js";

it("makes a pair whose halves fit, and shows nothing private in the public one", async () => {
  const [key, other] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  expect(key.privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(Object.keys(key.publicJwk).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  expect(key.publicJwk).toMatchObject({ kty: "RSA", use: "sig", alg: "RS256", kid: key.kid });
  expect(other.kid).not.toBe(key.kid);

  const data = Buffer.from("signed");
  const signature = sign("sha256", data, createPrivateKey(key.privateKeyPem));
  const publicKey = createPublicKey({ key: key.publicJwk, format: "jwk" });
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(verify("sha256", data, publicKey, signature)).toBe(true);
  expect(verify("sha256", data, createPublicKey({ key: other.publicJwk, format: "jwk" }), signature)).toBe(false);
});
