/** How the key of an encrypted ID token is wrapped. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { listOf } from "../chosen.js";

const ALGORITHMS = ["RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"];

export const idTokenEncryptionAlg = defineField<string>({
  key: "idTokenEncryptionAlg",
  path: "settings.oauthClient.id_token_encrypted_response_alg",
  term: "ID token encryption algorithm",
  flag: "--id-token-encryption-alg <algorithm>",
  section: "Tokens",
  help: `ID tokens are encrypted for the app's key: ${ALGORITHMS.join(", ")}`,
  example: "RSA-OAEP-256",
  spec: "openid-connect-core-1.0 §10.2",
  schema: z.enum(ALGORITHMS, `it must be ${listOf(ALGORITHMS)}`),
  notHonoured: () => "the IdP sends ID tokens signed, not encrypted",
});
