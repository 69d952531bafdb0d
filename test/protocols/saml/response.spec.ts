import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { certificateBody } from "../../../src/crypto/certificate.js";
import { buildResponse } from "../../../src/protocols/saml/response.js";
import { buildStatusResponse } from "../../../src/protocols/saml/status-response.js";
import { STATUS } from "../../../src/protocols/saml/urns.js";
import { idp, NOW, responseOptions } from "./fixtures.js";

const unsigned = { ...idp, response: false, assertion: false };

/** The parts of a signature that differ from key to key are not what these tests are about. */
const withoutValues = (xml: string) =>
  xml
    .replaceAll(/(<ds:DigestValue>)[^<]+/g, "$1…")
    .replaceAll(/(<ds:SignatureValue>)[^<]+/g, "$1…")
    .replaceAll(/(<ds:X509Certificate>)[^<]+/g, "$1…");

describe("buildResponse", () => {
  it("writes the platform's form, letter by letter", () => {
    expect(buildResponse(responseOptions({ sign: unsigned }))).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="http://localhost:3000/saml/acs"',
        ' ID="id1" InResponseTo="_request1" IssueInstant="2026-03-04T05:06:07.089Z" Version="2.0"',
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema">',
        '<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"',
        ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">http://www.okta.com/exk1</saml2:Issuer>',
        '<saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>',
        '<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="id2"',
        ' IssueInstant="2026-03-04T05:06:07.089Z" Version="2.0" xmlns:xs="http://www.w3.org/2001/XMLSchema">',
        '<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"',
        ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">http://www.okta.com/exk1</saml2:Issuer>',
        '<saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">',
        "ada@example.com</saml2:NameID>",
        '<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">',
        '<saml2:SubjectConfirmationData InResponseTo="_request1" NotOnOrAfter="2026-03-04T05:11:07.089Z"',
        ' Recipient="http://localhost:3000/saml/acs"/></saml2:SubjectConfirmation></saml2:Subject>',
        '<saml2:Conditions NotBefore="2026-03-04T05:01:07.089Z" NotOnOrAfter="2026-03-04T05:11:07.089Z">',
        "<saml2:AudienceRestriction><saml2:Audience>http://localhost:3000/saml/metadata</saml2:Audience>",
        "</saml2:AudienceRestriction></saml2:Conditions>",
        '<saml2:AuthnStatement AuthnInstant="2026-03-04T05:06:07.089Z" SessionIndex="_request1"><saml2:AuthnContext>',
        "<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
        "</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>",
        '<saml2:AttributeStatement><saml2:Attribute Name="email"',
        ' NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">',
        '<saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema"',
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">ada@example.com',
        "</saml2:AttributeValue></saml2:Attribute>",
        '<saml2:Attribute Name="groups" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">',
        '<saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema"',
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">Everyone</saml2:AttributeValue>',
        '<saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema"',
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">Engineering</saml2:AttributeValue>',
        "</saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>",
      ].join(""),
    );
  });

  it("signs response and assertion right behind their issuers, with xs in the prefix list", () => {
    const xml = withoutValues(buildResponse(responseOptions()));
    const signatureOver = (id: string) =>
      [
        '</saml2:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>',
        '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>',
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>',
        `<ds:Reference URI="#${id}"><ds:Transforms>`,
        '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>',
        '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">',
        '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/></ds:Transform>',
        '</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>',
        "<ds:DigestValue>…</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>…</ds:SignatureValue>",
        "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>…</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>",
      ].join("");

    expect(xml.split("<ds:Signature ")).toHaveLength(3);
    expect(xml).toContain(`${signatureOver("id1")}<saml2p:Status>`);
    expect(xml).toContain(`${signatureOver("id2")}<saml2:Subject>`);
  });

  it("has no xs and no prefix list when there is no attribute to send", () => {
    const attributes = [{ name: "empty", nameFormat: "urn:x", values: [] }];

    const xml = buildResponse(responseOptions({ attributes }));

    expect(xml).not.toContain("xmlns:xs");
    expect(xml).not.toContain("InclusiveNamespaces");
    expect(xml).not.toContain("AttributeStatement");
  });

  it("sends an empty text as an empty value, and leaves out only the attribute without values", () => {
    const attributes = [
      { name: "none", nameFormat: "urn:x", values: [] },
      { name: "blank", nameFormat: "urn:x", values: [""] },
    ];

    const xml = buildResponse(responseOptions({ attributes, sign: unsigned }));

    expect(xml).not.toContain('Name="none"');
    expect(xml).toMatch(/Name="blank" NameFormat="urn:x"><saml2:AttributeValue [^>]+xsi:type="xs:string"\/>/);
  });

  it("says InResponseTo nowhere when the IdP began", () => {
    expect(buildResponse(responseOptions({ inResponseTo: undefined, sessionIndex: "id9" }))).not.toContain(
      "InResponseTo",
    );
  });

  it("carries the certificate in lines of 76 that need no character reference", () => {
    const xml = buildResponse(responseOptions({ sign: { ...idp, response: true, assertion: false } }));
    const [, certificate = ""] = /<ds:X509Certificate>([^<]+)</.exec(xml) ?? [];

    expect(certificate.split("\n").length).toBeGreaterThan(5);
    expect(Math.max(...certificate.split("\n").map((line) => line.length))).toBe(76);
    expect(certificate.replaceAll("\n", "")).toBe(certificateBody(idp.certificatePem));
    expect(xml).not.toContain("&#");
  });

  it("lives as long as asked, and ends the SP's session when asked", () => {
    const xml = buildResponse(
      responseOptions({ lifetimeSeconds: 60, sessionNotOnOrAfter: new Date("2026-03-04T13:06:07.089Z") }),
    );

    expect(xml.split('NotOnOrAfter="2026-03-04T05:07:07.089Z"')).toHaveLength(3);
    expect(xml).toContain('NotBefore="2026-03-04T05:01:07.089Z"');
    expect(xml).toContain('SessionNotOnOrAfter="2026-03-04T13:06:07.089Z"');
  });

  it("names several audiences in one restriction", () => {
    const xml = buildResponse(responseOptions({ audience: ["urn:one", "urn:two"] }));

    expect(xml).toContain(
      "<saml2:AudienceRestriction><saml2:Audience>urn:one</saml2:Audience><saml2:Audience>urn:two</saml2:Audience></saml2:A",
    );
  });

  it.each([
    ["the name id", { nameId: { value: "ad\u0000min", format: "urn:x" } }],
    ["an attribute's value", { attributes: [{ name: "a", nameFormat: "urn:x", values: ["ok", "\u001b[31m"] }] }],
    ["an attribute's name", { attributes: [{ name: "a\u0007", nameFormat: "urn:x", values: ["ok"] }] }],
    ["the audience", { audience: "urn:\ud800" }],
    ["InResponseTo", { inResponseTo: "_\u0001" }],
  ])("refuses a character in %s that XML cannot carry", (_where, changes) => {
    expect(() => buildResponse(responseOptions(changes))).toThrow(expect.objectContaining({ code: "XML_CHARACTER" }));
  });

  it("lets no value break out of its place", () => {
    const evil = '"/><saml2:Audience>urn:evil</saml2:Audience><!--';

    const xml = buildResponse(
      responseOptions({
        audience: evil,
        recipient: evil,
        destination: evil,
        inResponseTo: evil,
        nameId: { value: evil, format: evil },
        attributes: [{ name: evil, nameFormat: evil, values: [evil] }],
      }),
    );

    expect(new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("saml2:Audience")).toHaveLength(1);
  });
});

describe("buildStatusResponse", () => {
  it("nests the second status in the first, signs, and carries no assertion", () => {
    const xml = buildStatusResponse({
      id: "id1",
      issuer: "http://www.okta.com/exk1",
      destination: "http://localhost:3000/saml/acs",
      inResponseTo: "_request1",
      now: NOW,
      status: [STATUS.responder, STATUS.noPassive],
      message: "nobody is signed in",
      sign: idp,
    });

    expect(xml).toContain(
      '<saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
        '<saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:NoPassive"/></saml2p:StatusCode>' +
        "<saml2p:StatusMessage>nobody is signed in</saml2p:StatusMessage></saml2p:Status></saml2p:Response>",
    );
    expect(xml.split("<ds:Signature ")).toHaveLength(2);
    expect(xml).not.toContain("saml2:Assertion");
  });
});
