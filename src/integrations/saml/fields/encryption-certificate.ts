/** For whom the assertion is encrypted. Strict as the platform, which finds out only when somebody signs in. */

import { certificateBody } from "../../../crypto/certificate.js";
import type { CertificateFacts } from "../../../crypto/certificate-facts.js";
import { defineField } from "../../field.js";
import { certificate, certificateFromText, certificateShown, rsaOnly } from "../certificate-text.js";
import { signOnOf } from "../settings.js";
import { goesWithEncryption } from "./encrypt-assertion.js";

const LEAST_BITS = 2048;
/** digitalSignature and keyEncipherment. */
const NEEDED_USAGES = [0, 2];

function reasonAgainst(facts: CertificateFacts): string | undefined {
  const { keyBits = 0, isSignedWeakly, keyUsage } = facts;
  if (rsaOnly(facts)) return rsaOnly(facts);
  if (keyBits < LEAST_BITS) return `its RSA key has ${keyBits} bits, and at least ${LEAST_BITS} are needed`;
  if (isSignedWeakly) return "it is signed with SHA-1 or MD5, and SHA-256 or better is needed";
  if (keyUsage && !NEEDED_USAGES.every((bit) => keyUsage.has(bit)))
    return "its key usage must allow digitalSignature and keyEncipherment";
  return undefined;
}

export const encryptionCertificate = defineField<string>({
  key: "encryptionCertificate",
  path: "settings.signOn.assertionEncryption.x5c",
  term: "Encryption certificate",
  flag: "--encryption-certificate <file>",
  section: "Encryption",
  help: "the SP's certificate to encrypt for: a file with PEM or base64, RSA of 2048 bits or more",
  example: "sp-encryption.pem",
  spec: "saml-metadata-2.0 §2.4.1.1",
  fromFile: true,
  schema: certificate(reasonAgainst),
  fromText: certificateFromText,
  shown: certificateShown,
  ...goesWithEncryption,
  read: (document) => signOnOf(document).assertionEncryption.x5c?.[0],
  write(document, body) {
    signOnOf(document).assertionEncryption.x5c = body === undefined ? null : [body];
  },
  fromSpMetadata: (sp) =>
    sp.encryptionCertificates.map(certificateBody).find((body) => certificate(reasonAgainst).safeParse(body).success),
});
