import { describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { Problem } from "../../../src/problem.js";
import { buildAuthnRequest } from "../../../src/protocols/saml/build-authn-request.js";
import { buildResponse } from "../../../src/protocols/saml/response.js";
import { verifyXmlSignature } from "../../../src/protocols/saml/verify-signature.js";
import { idp, NOW, ODD, responseOptions, stranger } from "./fixtures.js";

const request = (changes: object = {}): string =>
  buildAuthnRequest({ id: "_1", issuer: ODD, destination: "http://idp/sso", issueInstant: NOW, sign: idp, ...changes });

const codeOf = (xml: string, certificatePem = idp.certificatePem): string => {
  try {
    verifyXmlSignature(xml, certificatePem);
    return "verified";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

const C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const PLAIN =
  '<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><p:Inner ID="_2">x</p:Inner></p:AuthnRequest>';

/** Signed by another library, in whatever shape the case needs. */
function signedElsewhere(
  references: { xpath: string; transforms?: string[]; digestAlgorithm?: string }[],
  { xml = PLAIN, reference = "/*", objects = [] as { content: string }[], prefix = "ds" } = {},
): string {
  const signer = new SignedXml({
    privateKey: idp.key,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: C14N,
    objects,
  });
  for (const { xpath, transforms = [ENVELOPED, C14N], digestAlgorithm = SHA256 } of references) {
    signer.addReference({ xpath, transforms, digestAlgorithm });
  }
  signer.computeSignature(xml, { prefix, location: { reference, action: "append" } });
  return signer.getSignedXml();
}

describe("verifyXmlSignature", () => {
  it("gives back the signed octets alone: the root without its signature", () => {
    const signed = verifyXmlSignature(request({ issuer: "urn:sp" }), idp.certificatePem);

    expect(signed).toBe(
      '<saml2p:AuthnRequest xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="http://idp/sso" ID="_1"' +
        ' IssueInstant="2026-03-04T05:06:07.089Z" Version="2.0">' +
        '<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">urn:sp</saml2:Issuer></saml2p:AuthnRequest>',
    );
  });

  it.each([
    ["our requests with odd characters", request()],
    ["our responses, signed twice", buildResponse(responseOptions())],
    ["another library's signature", signedElsewhere([{ xpath: "/*" }])],
    ["a signature with the default namespace", signedElsewhere([{ xpath: "/*" }], { prefix: "" })],
    ["SHA-512", signedElsewhere([{ xpath: "/*", digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha512" }])],
    ["comments that are not signed", request({ issuer: "urn:sp" }).replace("urn:sp", "urn:<!-- x -->sp")],
  ])("verifies %s", (_case, xml) => {
    expect(codeOf(xml)).toBe("verified");
  });

  it("verifies a signature whose prefix is declared by the root", () => {
    const xml = PLAIN.replace(" ID", ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID');

    expect(codeOf(signedElsewhere([{ xpath: "/*" }], { xml }))).toBe("verified");
  });

  it.each([
    ["another's key", request({ sign: stranger }), "SAML_SIGNATURE_WRONG"],
    ["another text", request().replace("http://idp/sso", "http://idp/ssx"), "SAML_SIGNATURE_WRONG"],
    ["an attribute put in", request().replace(" ID=", ' ForceAuthn="true" ID='), "SAML_SIGNATURE_WRONG"],
    [
      "a signature value of another message",
      request().replace(/<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"),
      "SAML_SIGNATURE_WRONG",
    ],
    ["no signature", request({ sign: undefined }), "SAML_SIGNATURE_MISSING"],
    ["SHA-1", request({ sign: { ...idp, signatureAlgorithm: "RSA_SHA1" } }), "SAML_SIGNATURE_ALGORITHM"],
    ["a SHA-1 digest", request({ sign: { ...idp, digestAlgorithm: "SHA1" } }), "SAML_SIGNATURE_ALGORITHM"],
    [
      "an HMAC under the public key",
      request().replace("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#hmac-sha1"),
      "SAML_SIGNATURE_ALGORITHM",
    ],
    [
      "a signature of the assertion alone",
      buildResponse(responseOptions({ sign: { ...idp, response: false, assertion: true } })),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "a reference to an inner element",
      signedElsewhere([{ xpath: "//*[local-name()='Inner']" }]),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "two references",
      signedElsewhere([{ xpath: "/*" }, { xpath: "//*[local-name()='Inner']" }]),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "no enveloped-signature transform",
      signedElsewhere([{ xpath: "/*", transforms: [C14N] }]),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "inclusive canonicalization",
      signedElsewhere([{ xpath: "/*", transforms: [ENVELOPED, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"] }]),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "an Object that could hold anything",
      signedElsewhere([{ xpath: "/*" }], { objects: [{ content: "<x/>" }] }),
      "SAML_SIGNATURE_SHAPE",
    ],
    [
      "a signature somewhere inside",
      signedElsewhere([{ xpath: "/*" }], { reference: "//*[local-name()='Inner']" }),
      "SAML_SIGNATURE_SHAPE",
    ],
    ["a root without an ID", request().replace(' ID="_1"', ""), "SAML_SIGNATURE_SHAPE"],
    ["the same ID twice", request().replace("<saml2:Issuer", '<x ID="_1"/><saml2:Issuer'), "SAML_SIGNATURE_WRONG"],
    [
      "two signatures of the root",
      request().replace(/(<ds:Signature .*<\/ds:Signature>)/s, "$1$1"),
      "SAML_SIGNATURE_SHAPE",
    ],
    ["a DTD", `<!DOCTYPE x>${request()}`, "XML_DTD"],
  ])("refuses %s", (_case, xml, code) => {
    expect(codeOf(xml)).toBe(code);
  });

  it("refuses the signed message wrapped into a forged one", () => {
    const genuine = request();
    const forged = genuine
      .replace('ID="_1"', 'ID="_evil"')
      .replace("http://idp/sso", "http://evil/sso")
      .replace("</saml2p:AuthnRequest>", `<saml2p:Extensions>${genuine}</saml2p:Extensions></saml2p:AuthnRequest>`);

    expect(codeOf(forged)).toBe("SAML_SIGNATURE_SHAPE");
  });

  it("does not believe the certificate that comes along", () => {
    expect(codeOf(request({ sign: { ...stranger, certificatePem: idp.certificatePem } }))).toBe("SAML_SIGNATURE_WRONG");
    expect(codeOf(request({ sign: { ...idp, certificatePem: stranger.certificatePem } }))).toBe("verified");
  });

  it("takes SHA-1 only when that is allowed", () => {
    const xml = request({ sign: { ...idp, signatureAlgorithm: "RSA_SHA1", digestAlgorithm: "SHA1" } });

    expect(verifyXmlSignature(xml, idp.certificatePem, { allowSha1: true })).toContain('ID="_1"');
  });

  it("says when the certificate is none", () => {
    expect(codeOf(request(), "hello")).toBe("SAML_SIGNATURE_CERTIFICATE");
  });
});
