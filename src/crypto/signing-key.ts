import { generateKeyPair, type JsonWebKey } from "node:crypto";
import { promisify } from "node:util";
import { randomToken } from "./ids.js";

/** A fresh key pair: the private half as PKCS #8 PEM, the public half as the JWK that a JWKS document lists. */
export interface NewSigningKey {
  kid: string;
  privateKeyPem: string;
  publicJwk: JsonWebKey;
}

/**
 * Makes an RSA key pair of 2,048 bits off the main thread. The JWK carries `kid`, `use: "sig"` and `alg: "RS256"`.
 *
 * @see rfc7517 §4
 */
export async function generateSigningKey(): Promise<NewSigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const kid = randomToken();
  return {
    kid,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    publicJwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" },
  };
}
