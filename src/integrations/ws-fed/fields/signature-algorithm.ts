/** What the token is signed with. */
import { z } from "zod";
import { SIGNATURE_METHODS, type SignatureAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const ALGORITHMS = Object.keys(SIGNATURE_METHODS) as [SignatureAlgorithm, ...SignatureAlgorithm[]];

export const signatureAlgorithm = defineField<SignatureAlgorithm>({
  key: "signatureAlgorithm",
  path: "settings.app.signatureAlgorithm",
  term: "Signature algorithm",
  flag: "--signature-algorithm <algorithm>",
  help: `what the token is signed with: ${ALGORITHMS.join(" or ")}`,
  spec: "rfc9231 §2.3",
  schema: z.enum(ALGORITHMS, `it must be one of ${ALGORITHMS.join(", ")}`),
  choices: ALGORITHMS.map((algorithm) => ({ value: algorithm, label: algorithm })),
  default: () => "RSA_SHA256",
});
