/** How the assertion itself is encrypted. */
import { z } from "zod";
import { ENCRYPTION_METHODS, type EncryptionAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";
import { goesWithEncryption } from "./encrypt-assertion.js";

const NAMES = Object.keys(ENCRYPTION_METHODS) as EncryptionAlgorithm[];

export const encryptionAlgorithm = defineField<EncryptionAlgorithm>({
  key: "encryptionAlgorithm",
  path: "settings.signOn.assertionEncryption.encryptionAlgorithm",
  term: "Encryption algorithm",
  flag: "--encryption-algorithm <name>",
  section: "Encryption",
  help: NAMES.join(", "),
  spec: "xmlenc-core-1.1 §5.2",
  schema: z.enum(NAMES, `it must be one of ${NAMES.join(", ")}`),
  fromText: (text) => text.trim().toUpperCase().replaceAll("-", "_"),
  choices: NAMES.map((name) => ({ value: name, label: name })),
  default: () => "AES256_GCM",
  ...goesWithEncryption,
});
