/** Every combination of options, judged by xmlsec1, by the OASIS schemas and by xml-crypto: each in one go. */
import { afterAll, describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { buildAuthnRequest } from "../../../src/protocols/saml/build-authn-request.js";
import { buildIdpMetadata } from "../../../src/protocols/saml/metadata.js";
import { buildResponse } from "../../../src/protocols/saml/response.js";
import { buildStatusResponse } from "../../../src/protocols/saml/status-response.js";
import { ATTRIBUTE_NAME_FORMAT, NAME_ID_FORMAT, STATUS } from "../../../src/protocols/saml/urns.js";
import { Documents, missingTools } from "./external-tools.js";
import { idp, NOW, ODD, responseOptions, stranger } from "./fixtures.js";

const SIGNED = { response: [true, false], assertion: [false, true], both: [true, true] } as const;

interface Case {
  name: string;
  xml: string;
  signed: ("Response" | "Assertion")[];
}

function* everyResponse(): Generator<Case> {
  for (const [what, [response, assertion]] of Object.entries(SIGNED)) {
    for (const sha of ["SHA1", "SHA256"] as const) {
      for (const attributes of ["attributes", "no-attributes"]) {
        for (const begun of ["sp", "idp"]) {
          for (const characters of ["plain", "odd"]) {
            const text = characters === "odd" ? ODD : "plain";
            yield {
              name: [what, sha, attributes, begun, characters].join("-"),
              signed: [...(response ? (["Response"] as const) : []), ...(assertion ? (["Assertion"] as const) : [])],
              xml: buildResponse(
                responseOptions({
                  inResponseTo: begun === "sp" ? "_request1" : undefined,
                  nameId: { value: text, format: NAME_ID_FORMAT.unspecified },
                  audience: characters === "odd" ? "urn:a?b&c<d>" : "urn:sp",
                  attributes:
                    attributes === "attributes"
                      ? [
                          { name: text, nameFormat: ATTRIBUTE_NAME_FORMAT.basic, values: [text, "", text] },
                          { name: "empty", nameFormat: ATTRIBUTE_NAME_FORMAT.uri, values: [] },
                        ]
                      : [],
                  sign: {
                    ...idp,
                    response,
                    assertion,
                    signatureAlgorithm: `RSA_${sha}`,
                    digestAlgorithm: sha,
                  },
                }),
              ),
            };
          }
        }
      }
    }
  }
}

const status = (sha: "SHA1" | "SHA256"): Case => ({
  name: `status-${sha}`,
  signed: ["Response"],
  xml: buildStatusResponse({
    id: "id1",
    issuer: "http://www.okta.com/exk1",
    destination: "http://localhost:3000/saml/acs",
    inResponseTo: "_request1",
    now: NOW,
    status: [STATUS.responder, STATUS.noPassive],
    message: ODD,
    sign: { ...idp, signatureAlgorithm: `RSA_${sha}`, digestAlgorithm: sha },
  }),
});

const mixed: Case = {
  name: "sha256-signature-over-sha1-digest",
  signed: ["Response", "Assertion"],
  xml: buildResponse(responseOptions({ sign: { ...idp, digestAlgorithm: "SHA1", response: true, assertion: true } })),
};

const cases = [...everyResponse(), status("SHA1"), status("SHA256"), mixed];
const missing = missingTools();
const documents = new Documents();
afterAll(() => documents[Symbol.dispose]());

describe("xml-crypto", () => {
  it.each(cases)("verifies $name", ({ xml, signed }) => {
    for (const parent of signed) expect(xmlCryptoVerifies(xml, parent, idp.certificatePem)).toBe(true);
  });

  it("refuses every one of them once a letter was changed", () => {
    for (const { xml } of cases.filter(({ signed }) => signed.includes("Response"))) {
      const changed = xml.replace('Destination="http://localhost', 'Destination="http://lacalhost');
      expect(changed).not.toBe(xml);
      expect(xmlCryptoVerifies(changed, "Response", idp.certificatePem)).toBe(false);
    }
  });
});

function xmlCryptoVerifies(xml: string, parent: string, certificatePem: string): boolean {
  const verifier = new SignedXml({ publicCert: certificatePem });
  const [signature] =
    new RegExp(
      `(?<=<saml2p?:${parent} [^>]+><saml2:Issuer [^>]+>[^<]*</saml2:Issuer>)<ds:Signature .*?</ds:Signature>`,
      "s",
    ).exec(xml) ?? [];
  if (!signature) throw new Error(`${parent} is not signed`);
  verifier.loadSignature(signature);
  return verifier.checkSignature(xml);
}

describe.skipIf(missing)(`xmlsec1 and the OASIS schemas${missing ? ` (${missing})` : ""}`, () => {
  it("find every signature of a response right", () => {
    const files = responseFiles();

    expect(files).toHaveLength(cases.filter(({ signed }) => signed.includes("Response")).length);
    expect(documents.firstWrongSignature(files, "Response", idp.certificatePem)).toBeUndefined();
  });

  it("find every signature of an assertion right", () => {
    const files = cases
      .filter(({ signed }) => signed.includes("Assertion"))
      .map(({ name, xml }) => documents.add(name, xml));

    expect(documents.firstWrongSignature(files, "Assertion", idp.certificatePem)).toBeUndefined();
  });

  it.each([
    ["another's key", buildResponse(responseOptions({ sign: { ...stranger, response: true, assertion: true } }))],
    ["another text", buildResponse(responseOptions()).replaceAll(">ada@", ">eve@")],
  ])("find the signatures wrong when it is %s", (name, xml) => {
    const file = documents.add(name, xml);

    expect(documents.firstWrongSignature([file], "Response", idp.certificatePem)).toBe(name);
    expect(documents.firstWrongSignature([file], "Assertion", idp.certificatePem)).toBe(name);
  });

  it("find every response valid by the schema", () => {
    const files = cases.map(({ name, xml }) => documents.add(name, xml));

    expect(documents.schemaErrors(files, "protocol")).toEqual([]);
  });

  it("find a response without its version invalid, so that the schema is known to be looked at", () => {
    const file = documents.add("no-version", buildResponse(responseOptions()).replace(' Version="2.0"', ""));

    expect(documents.schemaErrors([file], "protocol").join("\n")).toContain("attribute 'Version' is required");
  });

  it("find a signed request right and valid", () => {
    const request = (changes: object) =>
      buildAuthnRequest({
        id: "_1",
        issuer: "urn:sp",
        destination: "http://127.0.0.1:7700/sso?a=1&b=2",
        issueInstant: NOW,
        ...changes,
      });
    const signed = documents.add("request-signed", request({ sign: idp, acsUrl: "http://localhost:3000/acs" }));
    const full = documents.add(
      "request-full",
      request({
        acsIndex: 3,
        forceAuthn: true,
        isPassive: false,
        nameIdFormat: NAME_ID_FORMAT.persistent,
        requestedAuthnContext: ["urn:a", "urn:b"],
      }),
    );

    expect(documents.firstWrongSignature([signed], "AuthnRequest", idp.certificatePem)).toBeUndefined();
    expect(documents.schemaErrors([signed, full], "protocol")).toEqual([]);
  });

  it("find the IdP's metadata valid, with and without logout, with one certificate and with two", () => {
    const metadata = (sloUrl: string | undefined, certificatesPem: string[]) =>
      buildIdpMetadata({
        entityId: "http://www.okta.com/exk1",
        ssoUrl: "http://127.0.0.1:7700/app/a/exk1/sso/saml",
        certificatesPem,
        wantAuthnRequestsSigned: sloUrl !== undefined,
        sloUrl,
      });
    const files = [
      documents.add("metadata", metadata(undefined, [idp.certificatePem])),
      documents.add(
        "metadata-slo",
        metadata("http://127.0.0.1:7700/slo", [idp.certificatePem, stranger.certificatePem]),
      ),
    ];

    expect(documents.schemaErrors(files, "metadata")).toEqual([]);
  });
});

function responseFiles(): string[] {
  return cases.filter(({ signed }) => signed.includes("Response")).map(({ name, xml }) => documents.add(name, xml));
}
