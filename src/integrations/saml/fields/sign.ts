/** Which parts are signed; the platform signs both unless told otherwise, and never neither. */
import { z } from "zod";
import { defineField } from "../../field.js";

const PARTS = ["both", "response", "assertion"] as const;

export const sign = defineField<(typeof PARTS)[number]>({
  key: "sign",
  path: "settings.signOn.responseSigned", // and assertionSigned beside it
  term: "Signed parts",
  flag: "--sign <part>",
  section: "Signing",
  help: "response, assertion or both",
  spec: "saml-profiles-2.0 §4.1.4.5",
  schema: z.enum(PARTS, `it must be one of ${PARTS.join(", ")}`),
  choices: PARTS.map((part) => ({ value: part, label: part })),
  default: () => "both",
  read: (document) => {
    const { responseSigned, assertionSigned } = document.settings.signOn as Record<string, boolean>;
    return responseSigned && assertionSigned ? "both" : responseSigned ? "response" : "assertion";
  },
  write: (document, part) => {
    const signOn = document.settings.signOn as Record<string, unknown>;
    signOn.responseSigned = part !== "assertion";
    signOn.assertionSigned = part !== "response";
  },
});
