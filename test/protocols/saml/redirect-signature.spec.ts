import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/problem.js";
import { encodeRedirect } from "../../../src/protocols/saml/bindings.js";
import { redirectUrl } from "../../../src/protocols/saml/build-authn-request.js";
import { verifyRedirectSignature } from "../../../src/protocols/saml/redirect-signature.js";
import { idp, ODD, stranger } from "./fixtures.js";

const certificatePem = idp.certificatePem;
const signed = (changes: Partial<Parameters<typeof redirectUrl>[0]> = {}): string => {
  const url = redirectUrl({ ssoUrl: "http://idp/sso", xml: "<a/>", relayState: ODD, sign: idp, ...changes });
  return url.slice(url.indexOf("?") + 1);
};
const codeOf = (rawQuery: string, certificate = certificatePem): string => {
  try {
    verifyRedirectSignature({ rawQuery, certificatePem: certificate });
    return "verified";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};
/** A query as another kind of sender writes it. */
const signedBy = (text: string, hash = "sha256") =>
  `${text}&Signature=${encodeURIComponent(sign(hash, Buffer.from(text), idp.key).toString("base64"))}`;
const RSA_SHA256 = encodeURIComponent("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");

describe("verifyRedirectSignature", () => {
  it("gives back what was signed", () => {
    expect(verifyRedirectSignature({ rawQuery: signed(), certificatePem })).toEqual({
      samlMessage: encodeRedirect("<a/>"),
      relayState: ODD,
      sigAlg: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    });
  });

  it.each([undefined, "", "/reports?q=1"])("verifies with the RelayState %j", (relayState) => {
    expect(verifyRedirectSignature({ rawQuery: signed({ relayState }), certificatePem }).relayState).toBe(relayState);
  });

  it("takes the values as their sender encoded them: small hex digits, and more escapes than needed", () => {
    const rawQuery = signedBy(`SAMLRequest=fZ%2b%41%3d&RelayState=%2freports&SigAlg=${RSA_SHA256.toLowerCase()}`);

    expect(verifyRedirectSignature({ rawQuery, certificatePem })).toMatchObject({
      samlMessage: "fZ+A=",
      relayState: "/reports",
    });
  });

  it("does not mind another order on the wire, or parameters that are not signed", () => {
    expect(codeOf(`x=1&${signed().split("&").reverse().join("&")}`)).toBe("verified");
  });

  it.each([
    ["another's key", signed({ sign: stranger }), "SAML_SIGNATURE_WRONG"],
    ["another message", signed().replace("SAMLRequest=", "SAMLRequest=A"), "SAML_SIGNATURE_WRONG"],
    ["another RelayState", signed().replace("RelayState=", "RelayState=x"), "SAML_SIGNATURE_WRONG"],
    ["its RelayState taken away", signed().replace(/RelayState=[^&]*&/, ""), "SAML_SIGNATURE_WRONG"],
    ["a RelayState put in", `${signed({ relayState: undefined })}&RelayState=x`, "SAML_SIGNATURE_WRONG"],
    ["the message as a response", signed().replace("SAMLRequest", "SAMLResponse"), "SAML_SIGNATURE_WRONG"],
    ["an empty signature", signed().replace(/Signature=[^&]*/, "Signature="), "SAML_SIGNATURE_MISSING"],
    ["no signature", signed({ sign: undefined }), "SAML_SIGNATURE_MISSING"],
    ["no algorithm", signed().replace(/SigAlg=[^&]*&/, ""), "SAML_SIGNATURE_MISSING"],
    ["SHA-1", signed({ sign: { ...idp, signatureAlgorithm: "RSA_SHA1" } }), "SAML_SIGNATURE_ALGORITHM"],
    [
      "an HMAC",
      signed().replace(RSA_SHA256, "http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23hmac-sha1"),
      "SAML_SIGNATURE_ALGORITHM",
    ],
    ["a name of every object", signed().replace(RSA_SHA256, "constructor"), "SAML_SIGNATURE_ALGORITHM"],
    ["the message twice", `${signed()}&SAMLRequest=x`, "SAML_SIGNATURE_SHAPE"],
    ["the message twice, once in disguise", `SAML%52equest=x&${signed()}`, "SAML_SIGNATURE_SHAPE"],
    ["a request and a response", `${signed()}&SAMLResponse=x`, "SAML_SIGNATURE_SHAPE"],
    ["no message", signed().replace("SAMLRequest", "Request"), "SAML_SIGNATURE_SHAPE"],
    ["a broken escape", `${signed()}&x%zz=1`, "SAML_SIGNATURE_SHAPE"],
  ])("refuses %s", (_case, rawQuery, code) => {
    expect(codeOf(rawQuery)).toBe(code);
  });

  it("takes SHA-1 only when that is allowed", () => {
    const rawQuery = signed({ sign: { ...idp, signatureAlgorithm: "RSA_SHA1" } });

    expect(verifyRedirectSignature({ rawQuery, certificatePem, allowSha1: true }).samlMessage).toBe(
      encodeRedirect("<a/>"),
    );
  });

  it("says when the certificate is none", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

    expect(codeOf(signed(), publicKey.export({ type: "spki", format: "pem" }) as string)).toBe(
      "SAML_SIGNATURE_CERTIFICATE",
    );
  });
});
