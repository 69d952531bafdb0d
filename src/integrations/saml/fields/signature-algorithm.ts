/** What response and assertion are signed with. */
import { z } from "zod";
import { SIGNATURE_METHODS, type SignatureAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const NAMES = Object.keys(SIGNATURE_METHODS) as SignatureAlgorithm[];

export const signatureAlgorithm = defineField<SignatureAlgorithm>({
  key: "signatureAlgorithm",
  path: "settings.signOn.signatureAlgorithm",
  term: "Signature algorithm",
  flag: "--signature-algorithm <algorithm>",
  section: "Signing",
  help: `${NAMES.join(" or ")}; an app that signs with SHA-1 is also sent SHA-1 by its SP`,
  spec: "rfc9231 §2.3",
  schema: z.enum(NAMES, `it must be ${NAMES.join(" or ")}`),
  choices: NAMES.map((name) => ({ value: name, label: name })),
  default: () => "RSA_SHA256",
});
