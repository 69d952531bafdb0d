/** The digest of what is signed. */
import { z } from "zod";
import { DIGEST_METHODS, type DigestAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const NAMES = Object.keys(DIGEST_METHODS) as DigestAlgorithm[];

export const digestAlgorithm = defineField<DigestAlgorithm>({
  key: "digestAlgorithm",
  path: "settings.signOn.digestAlgorithm",
  term: "Digest algorithm",
  flag: "--digest-algorithm <algorithm>",
  section: "Signing",
  help: `${NAMES.join(" or ")}, of what is signed`,
  spec: "xmldsig-core-1.1 §6.2",
  schema: z.enum(NAMES, `it must be ${NAMES.join(" or ")}`),
  choices: NAMES.map((name) => ({ value: name, label: name })),
  default: () => "SHA256",
});
