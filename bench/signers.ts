/** What `signing.mjs` measures: one bare signature, and whole SAML responses signed once and twice. */
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { selfSignedCertificate } from "../src/crypto/certificate.js";
import { generateSigningKey } from "../src/crypto/signing-key.js";
import { newMessageId } from "../src/protocols/saml/message-id.js";
import { buildResponse } from "../src/protocols/saml/response.js";
import { ATTRIBUTE_NAME_FORMAT, AUTHN_CONTEXT, NAME_ID_FORMAT } from "../src/protocols/saml/urns.js";

export async function signers(): Promise<Record<"bare" | "saml" | "both", () => unknown>> {
  const key = createPrivateKey((await generateSigningKey()).privateKeyPem);
  const now = new Date();
  const certificatePem = selfSignedCertificate({
    subject: [["CN", "bench"]],
    publicKey: createPublicKey(key),
    privateKey: key,
    notBefore: now,
    notAfter: new Date(now.getTime() + 86_400_000),
    serial: 1n,
  });
  const bytes = Buffer.alloc(512, 7); // about the size of a SignedInfo
  const attributes = ["email", "firstName", "lastName", "department", "title", "city", "phone", "manager"].map(
    (name) => ({
      name,
      nameFormat: ATTRIBUTE_NAME_FORMAT.unspecified,
      values: [`${name} of Ada`],
    }),
  );
  const respond = (response: boolean) => () =>
    buildResponse({
      issuer: "http://www.okta.com/exkbench",
      destination: "http://localhost:3000/saml/acs",
      recipient: "http://localhost:3000/saml/acs",
      audience: "http://localhost:3000/saml/metadata",
      inResponseTo: "id1234567890",
      nameId: { value: "ada@example.com", format: NAME_ID_FORMAT.unspecified },
      attributes,
      authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
      sessionIndex: "id1234567890",
      authnInstant: now,
      now,
      ids: { response: newMessageId(), assertion: newMessageId() },
      sign: {
        key,
        certificatePem,
        signatureAlgorithm: "RSA_SHA256",
        digestAlgorithm: "SHA256",
        response,
        assertion: true,
      },
    });
  return { bare: () => sign("sha256", bytes, key), saml: respond(false), both: respond(true) };
}
