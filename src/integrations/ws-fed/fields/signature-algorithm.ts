/** What the token is signed with: chosen as a SAML app chooses it. */
import type { SignatureAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";
import { signatureAlgorithm as ofSaml } from "../../saml/fields/signature-algorithm.js";

export const signatureAlgorithm = defineField<SignatureAlgorithm>({
  ...ofSaml,
  path: "settings.app.signatureAlgorithm",
  section: undefined,
  help: "what the token is signed with: RSA_SHA256 or RSA_SHA1",
});
