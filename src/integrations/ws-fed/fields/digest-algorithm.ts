/** What the token is digested with: chosen as a SAML app chooses it. */
import type { DigestAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";
import { digestAlgorithm as ofSaml } from "../../saml/fields/digest-algorithm.js";

export const digestAlgorithm = defineField<DigestAlgorithm>({
  ...ofSaml,
  path: "settings.app.digestAlgorithm",
  section: undefined,
  help: "what the token is digested with: SHA256 or SHA1",
});
