/** Which parts are signed; the platform signs both unless told otherwise, and never neither. */
import { z } from "zod";
import { defineField } from "../../field.js";

const PARTS = ["both", "response", "assertion"] as const;

const isSigned = (part: (typeof PARTS)[number] | undefined, what: "response" | "assertion"): boolean =>
  part === undefined || part === "both" || part === what;

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
    const [part] = PARTS.filter(
      (each) => isSigned(each, "response") === responseSigned && isSigned(each, "assertion") === assertionSigned,
    );
    return part ?? ("neither" as "both"); // nothing that can be set: the schema says so of a file that has it
  },
  write: (document, part) => {
    const signOn = document.settings.signOn as Record<string, unknown>;
    signOn.responseSigned = isSigned(part, "response");
    signOn.assertionSigned = isSigned(part, "assertion");
  },
});
