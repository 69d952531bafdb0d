/** How the SP gets the key of the encryption. */
import { z } from "zod";
import { KEY_TRANSPORT_METHODS, type KeyTransportAlgorithm } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";
import { goesWithEncryption } from "./encrypt-assertion.js";

const NAMES = Object.keys(KEY_TRANSPORT_METHODS) as KeyTransportAlgorithm[];

export const keyTransportAlgorithm = defineField<KeyTransportAlgorithm>({
  key: "keyTransportAlgorithm",
  path: "settings.signOn.assertionEncryption.keyTransportAlgorithm",
  term: "Key transport algorithm",
  flag: "--key-transport-algorithm <name>",
  section: "Encryption",
  help: NAMES.join(" or "),
  spec: "xmlenc-core-1.1 §5.5",
  schema: z.enum(NAMES, `it must be ${NAMES.join(" or ")}`),
  fromText: (text) => text.trim().toUpperCase().replaceAll("-", "_"),
  choices: NAMES.map((name) => ({ value: name, label: name })),
  default: () => "RSA_OAEP",
  ...goesWithEncryption,
});
