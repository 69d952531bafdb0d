/** One IdP key, one stranger's key, and a response as the tests begin from. */
import { generateKeyPairSync } from "node:crypto";
import { selfSignedCertificate } from "../../../src/crypto/certificate.js";
import type { ResponseOptions } from "../../../src/protocols/saml/response.js";
import type { Signer } from "../../../src/protocols/saml/signature.js";
import { ATTRIBUTE_NAME_FORMAT, AUTHN_CONTEXT, NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";

function newSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certificatePem = selfSignedCertificate({
    publicKey,
    privateKey,
    subject: [["CN", name]],
    serial: 1n,
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2036-01-01T00:00:00Z"),
  });
  return { key: privateKey, certificatePem, signatureAlgorithm: "RSA_SHA256", digestAlgorithm: "SHA256" };
}

export const idp = newSigner("idp");
export const stranger = newSigner("stranger");

export const NOW = new Date("2026-03-04T05:06:07.089Z");

/** Everything that escapes badly, in one value. */
export const ODD =
  "Zoë <b>&amp; ]]> \"double\" 'single' \t tab \r CR \r\n CRLF \n LF \u0085 \u2028 😀 <!-- no comment -->";

export function responseOptions(changes: Partial<ResponseOptions> = {}): ResponseOptions {
  return {
    issuer: "http://www.okta.com/exk1",
    destination: "http://localhost:3000/saml/acs",
    recipient: "http://localhost:3000/saml/acs",
    audience: "http://localhost:3000/saml/metadata",
    inResponseTo: "_request1",
    nameId: { value: "ada@example.com", format: NAME_ID_FORMAT.emailAddress },
    attributes: [
      { name: "email", nameFormat: ATTRIBUTE_NAME_FORMAT.unspecified, values: ["ada@example.com"] },
      { name: "groups", nameFormat: ATTRIBUTE_NAME_FORMAT.basic, values: ["Everyone", "Engineering"] },
    ],
    authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
    sessionIndex: "_request1",
    authnInstant: NOW,
    now: NOW,
    ids: { response: "id1", assertion: "id2" },
    sign: { ...idp, response: true, assertion: true },
    ...changes,
  };
}
