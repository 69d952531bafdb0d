/** What the token is digested with. */
import { z } from "zod";
import { DIGEST_METHODS, type DigestAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const ALGORITHMS = Object.keys(DIGEST_METHODS) as [DigestAlgorithm, ...DigestAlgorithm[]];

export const digestAlgorithm = defineField<DigestAlgorithm>({
  key: "digestAlgorithm",
  path: "settings.app.digestAlgorithm",
  term: "Digest algorithm",
  flag: "--digest-algorithm <algorithm>",
  help: `what the token is digested with: ${ALGORITHMS.join(" or ")}`,
  spec: "xmldsig-core-1.1 §6.2",
  schema: z.enum(ALGORITHMS, `it must be one of ${ALGORITHMS.join(", ")}`),
  choices: ALGORITHMS.map((algorithm) => ({ value: algorithm, label: algorithm })),
  default: () => "SHA256",
});
