/** Which parts are signed; the platform signs both unless told otherwise, and never neither. */
import { z } from "zod";
import { defineField } from "../../field.js";

const PARTS = ["both", "response", "assertion"] as const;

export const sign = defineField<(typeof PARTS)[number]>({
  key: "sign",
  path: "sign", // two members of the document: see toDocument of this kind
  term: "Signed parts",
  flag: "--sign <part>",
  help: "response, assertion or both",
  spec: "saml-profiles-2.0 §4.1.4.5",
  schema: z.enum(PARTS, `it must be one of ${PARTS.join(", ")}`),
  choices: PARTS.map((part) => ({ value: part, label: part })),
  default: () => "both",
});
