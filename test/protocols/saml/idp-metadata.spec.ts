import { describe, expect, it } from "vitest";
import { certificateBody } from "../../../src/crypto/certificate.js";
import { buildIdpMetadata } from "../../../src/protocols/saml/idp-metadata.js";
import { idp, stranger } from "./fixtures.js";

const options = {
  entityId: "http://www.okta.com/exk1",
  ssoUrl: "http://127.0.0.1:7700/app/default_payroll_1/exk1/sso/saml",
  certificatesPem: [idp.certificatePem],
  wantAuthnRequestsSigned: false,
};

describe("buildIdpMetadata", () => {
  it("writes the platform's form, letter by letter", () => {
    const lines = certificateBody(idp.certificatePem).match(/.{1,76}/g) ?? [];

    expect(buildIdpMetadata(options)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="http://www.okta.com/exk1"',
        ' xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor WantAuthnRequestsSigned="false"',
        ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">',
        '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>',
        lines.join("\n"),
        "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>",
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>",
        '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"',
        ' Location="http://127.0.0.1:7700/app/default_payroll_1/exk1/sso/saml"/>',
        '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"',
        ' Location="http://127.0.0.1:7700/app/default_payroll_1/exk1/sso/saml"/>',
        "</md:IDPSSODescriptor></md:EntityDescriptor>",
      ].join(""),
    );
  });

  it("asks for signed requests, lists logout and every certificate, each only when told to", () => {
    const xml = buildIdpMetadata({
      ...options,
      wantAuthnRequestsSigned: true,
      sloUrl: "http://127.0.0.1:7700/slo",
      certificatesPem: [idp.certificatePem, stranger.certificatePem],
    });

    expect(xml).toContain('WantAuthnRequestsSigned="true"');
    expect(xml.split("<md:SingleLogoutService ")).toHaveLength(3);
    expect(xml.split("<md:KeyDescriptor ")).toHaveLength(3);
    expect(buildIdpMetadata(options)).not.toContain("SingleLogoutService");
  });
});
