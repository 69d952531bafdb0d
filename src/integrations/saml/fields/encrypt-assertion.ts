/** Whether only the SP can read the assertion. */
import { z } from "zod";
import type { FieldValues } from "../../field.js";
import { defineField } from "../../field.js";

export const encryptAssertion = defineField<boolean>({
  key: "encryptAssertion",
  path: "settings.signOn.assertionEncryption.enabled",
  term: "Assertion encryption",
  flag: "--encrypt-assertion",
  section: "Encryption",
  help: "encrypt the assertion for the SP, with --encryption-certificate",
  spec: "saml-core-2.0 §2.3.4",
  switch: true,
  schema: z.boolean(),
  default: () => false,
});

/** For what means nothing without it. */
export const goesWithEncryption = {
  when: (values: FieldValues): boolean => values.encryptAssertion === true,
  meansOnlyWith: "it goes with --encrypt-assertion",
};
