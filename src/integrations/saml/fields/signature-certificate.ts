/** What the SP signs its AuthnRequests and LogoutRequests with. */
import { certificateBody } from "../../../crypto/certificate.js";
import { defineField } from "../../field.js";
import { certificate, certificateFromText, certificateShown, rsaOnly } from "../certificate-text.js";
import { signOnOf } from "../settings.js";

export const signatureCertificate = defineField<string>({
  key: "signatureCertificate",
  path: "settings.signOn.spCertificate",
  term: "Signature certificate",
  flag: "--signature-certificate <file>",
  section: "Requests and logout",
  help: "the certificate that the SP signs its requests with: a file with PEM or base64",
  example: "sp-signing.pem",
  spec: "saml-metadata-2.0 §2.4.1.1",
  fromFile: true,
  schema: certificate(rsaOnly),
  fromText: certificateFromText,
  shown: certificateShown,
  read: (document) => signOnOf(document).spCertificate?.x5c[0],
  write(document, body) {
    signOnOf(document).spCertificate = body === undefined ? null : { x5c: [body] };
  },
  fromSpMetadata: (sp) =>
    sp.signingCertificates.map(certificateBody).find((body) => certificate(rsaOnly).safeParse(body).success),
});
