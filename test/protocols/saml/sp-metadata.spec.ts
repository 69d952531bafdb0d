import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/problem.js";
import { buildIdpMetadata, readSpMetadata } from "../../../src/protocols/saml/metadata.js";
import { BINDINGS } from "../../../src/protocols/saml/urns.js";
import { idp } from "./fixtures.js";

const CORPUS = new URL("../../corpora/saml/sp-metadata/", import.meta.url);
const metadata = (name: string) => readFileSync(new URL(`${name}.xml`, CORPUS), "utf8");

const refusal = (xml: string): Problem => {
  try {
    readSpMetadata(xml);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("it was read");
};

/** A bad file's code, and what its message must name: where it went wrong, or what was found there. */
const REFUSALS: Record<string, [code: string, what: string]> = {
  "bad-empty": ["SP_METADATA_EMPTY", "is empty"],
  "bad-html-sign-in-page": ["SP_METADATA_HTML", "is an HTML page, not XML"],
  "bad-json": ["SP_METADATA_MALFORMED", "line 1, column 1"],
  "bad-idp-instead-of-sp": ["SP_METADATA_IS_IDP", "https://idp.example/idp in line 2, column 1"],
  "bad-several-sps": [
    "SP_METADATA_SEVERAL_SPS",
    "2 SPs: https://crm.example/sp (line 2, column 3), https://erp.example/sp (line 12, column 3)",
  ],
  "bad-neither-sp-nor-idp": ["SP_METADATA_NO_SP", "line 1, column 1"],
  "bad-no-acs": ["SP_METADATA_NO_ACS", "https://sp.example has no AssertionConsumerService"],
  "bad-acs-by-artifact-only": ["SP_METADATA_NO_ACS", "line 3, column 3"],
  "bad-acs-with-relative-url": ["SP_METADATA_ACS_URL", "line 4, column 5 has no usable Location: /saml/acs"],
  "bad-acs-with-script-url": ["SP_METADATA_ACS_URL", "javascript:alert(1)"],
  "bad-dtd": ["SP_METADATA_DTD", "line 2, column 1"],
  "bad-dtd-hidden-behind-a-comment": ["SP_METADATA_DTD", "line 2, column 20"],
  "bad-entity-expansion": ["SP_METADATA_DTD", "line 1, column 1"],
  "bad-undeclared-entity": ["SP_METADATA_MALFORMED", "line 2, column "],
  "bad-truncated": ["SP_METADATA_MALFORMED", "line 4, column 139"],
  "bad-ampersand-not-escaped": ["SP_METADATA_MALFORMED", "line 4, column "],
  "bad-two-roots": ["SP_METADATA_MALFORMED", "line 7, column 1"],
  "bad-control-character": ["SP_METADATA_MALFORMED", "line 2, column "],
  "bad-prefix-not-declared": ["SP_METADATA_MALFORMED", "line 2, column 1"],
  "bad-other-namespace": ["SP_METADATA_WRONG_ROOT", "<md:EntityDescriptor> in line 2, column 1"],
  "bad-authn-request-instead": ["SP_METADATA_WRONG_ROOT", "<saml2p:AuthnRequest> in line 1, column 1"],
  "bad-no-entity-id": ["SP_METADATA_NO_ENTITY_ID", "line 2, column 1"],
  "bad-saml-1-only": ["SP_METADATA_NOT_SAML2", "http://localhost:3000/saml/metadata"],
};

describe("readSpMetadata refuses", () => {
  it.each(Object.entries(REFUSALS))("%s", (name, [code, what]) => {
    const problem = refusal(metadata(name));

    expect({ code: problem.code, status: problem.status }).toEqual({ code, status: 2 });
    expect(problem.what).toContain(what);
  });

  it("every bad file of the corpus for its own reason", () => {
    const bad = readdirSync(CORPUS).filter((name) => name.startsWith("bad-"));

    expect(bad.map((name) => name.replace(".xml", "")).sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it("more than a megabyte, before it looks at it", () => {
    const problem = refusal(`<!--${"x".repeat(1_000_000)}-->${metadata("bad-dtd")}`);

    expect(problem.code).toBe("SP_METADATA_TOO_LARGE");
  });

  it("our own metadata as the IdP's", () => {
    const own = buildIdpMetadata({
      entityId: "http://www.okta.com/exk1",
      ssoUrl: "http://127.0.0.1:7700/sso",
      certificatesPem: [idp.certificatePem],
      wantAuthnRequestsSigned: false,
    });

    expect(refusal(own).code).toBe("SP_METADATA_IS_IDP");
  });

  it("an artifact-only SP with the bindings that it has, and the flag that helps", () => {
    expect(refusal(metadata("bad-acs-by-artifact-only"))).toMatchObject({
      why: "a response is only ever sent by HTTP-POST; it lists urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact",
      fix: expect.stringContaining("--acs-url"),
    });
  });

  it("a federation with the first ten of its SPs", () => {
    const [, one] = /(<md:EntityDescriptor .*?<\/md:EntityDescriptor>)/s.exec(metadata("bad-several-sps")) ?? [];
    const many = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${one?.repeat(25)}</md:EntitiesDescriptor>`;

    expect(refusal(many).what).toMatch(/^The metadata describes 25 SPs: .* and 15 more$/);
  });
});

describe("readSpMetadata reads", () => {
  it("the least that an SP can say", () => {
    expect(readSpMetadata(metadata("good-minimal"))).toEqual({
      entityId: "http://localhost:3000/saml/metadata",
      acs: [{ url: "http://localhost:3000/saml/acs", index: 1, isDefault: true, binding: BINDINGS.post }],
      nameIdFormats: [],
      authnRequestsSigned: false,
      wantAssertionsSigned: false,
      signingCertificates: [],
      encryptionCertificates: [],
      sloUrls: [],
      organization: undefined,
      requestedAttributes: [],
      validUntil: undefined,
      warnings: [],
    });
  });

  it("keys by their use, logout, NameID formats and signing flags", () => {
    const sp = readSpMetadata(metadata("good-keys-logout-and-signing-flags"));

    expect(sp.signingCertificates.map((pem) => new X509Certificate(pem).subject)).toEqual(["CN=sp.example sign"]);
    expect(sp.encryptionCertificates.map((pem) => new X509Certificate(pem).subject)).toEqual(["CN=sp.example enc"]);
    expect(sp.sloUrls).toEqual([
      {
        url: "https://payroll.example/logout/saml2/slo",
        binding: BINDINGS.post,
        responseUrl: "https://payroll.example/logout/saml2/done",
      },
      { url: "https://payroll.example/logout/saml2/slo", binding: BINDINGS.redirect, responseUrl: undefined },
    ]);
    expect(sp.nameIdFormats).toEqual([
      "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    ]);
    expect([sp.authnRequestsSigned, sp.wantAssertionsSigned]).toEqual([true, true]);
  });

  it("a default namespace behind a byte order mark, and a key without a use as one for both", () => {
    const sp = readSpMetadata(metadata("good-default-namespace-with-byte-order-mark"));

    expect(sp.entityId).toBe("urn:example:wiki");
    expect(sp.acs).toMatchObject([{ url: "https://wiki.example/Saml2/Acs", index: 0 }]);
    expect(sp.signingCertificates).toHaveLength(1);
    expect(sp.encryptionCertificates).toEqual(sp.signingCertificates);
  });

  it("the HTTP-POST endpoints alone, and as the default the first that does not deny it", () => {
    const sp = readSpMetadata(metadata("good-many-bindings-and-requested-attributes"));

    expect(sp.acs.map(({ url, index, isDefault }) => [url, index, isDefault])).toEqual([
      ["https://library.example/SAML2/POST?a=1&b=2", 3, false],
      ["https://library.example/SAML2/POST2", 4, true],
    ]);
  });

  it("organization and requested attributes", () => {
    const sp = readSpMetadata(metadata("good-many-bindings-and-requested-attributes"));

    expect(sp.organization).toEqual({
      name: "Library & Archive",
      displayName: "The Library",
      url: "https://library.example/",
    });
    expect(sp.requestedAttributes).toEqual([
      {
        name: "urn:oid:0.9.2342.19200300.100.1.3",
        nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
        friendlyName: "mail",
        required: true,
      },
      { name: "department", nameFormat: undefined, friendlyName: undefined, required: false },
    ]);
  });

  it("the only SP of a list, and warns when the list has expired", () => {
    const now = new Date("2026-03-04T05:06:07Z");
    const sp = readSpMetadata(metadata("good-list-with-one-sp-and-an-idp"), { now });

    expect(sp.entityId).toBe("https://crm.example/sp");
    expect(sp.validUntil).toEqual(new Date("2024-01-02T03:04:05Z")); // said by the outer of two lists
    expect(sp.warnings).toHaveLength(1);
  });

  it("the SAML 2.0 role of an entity that is much more, its marked default, and no index beyond 65535", () => {
    const sp = readSpMetadata(metadata("good-sp-and-idp-in-one-entity"));

    expect(sp.acs.map(({ url, index, isDefault }) => [url, index, isDefault])).toEqual([
      ["https://proxy.example/acs", undefined, false],
      ["https://proxy.example/acs2", 2, true],
    ]);
    expect(sp.validUntil).toEqual(new Date("2030-01-01T00:00:00Z"));
  });

  it("expired metadata with a warning, from that second on and not before", () => {
    const xml = metadata("good-sp-and-idp-in-one-entity");

    expect(readSpMetadata(xml, { now: new Date("2029-12-31T23:59:59Z") }).warnings).toEqual([]);
    expect(readSpMetadata(xml, { now: new Date("2030-01-01T00:00:00Z") }).warnings).toEqual([
      "the metadata is valid until 2030-01-01T00:00:00.000Z only; ask the SP for newer metadata",
    ]);
  });

  it("past an unreadable certificate, with a warning", () => {
    const sp = readSpMetadata(metadata("good-unreadable-certificate"));

    expect(sp.signingCertificates).toEqual([]);
    expect(sp.warnings).toEqual([expect.stringMatching(/^the certificate in line 4, column \d+ is unreadable$/)]);
  });

  it("every good file of the corpus", () => {
    const good = readdirSync(CORPUS).filter((name) => name.startsWith("good-"));

    expect(good.length).toBeGreaterThanOrEqual(7);
    for (const name of good) expect(readSpMetadata(metadata(name.replace(".xml", ""))).acs).not.toEqual([]);
  });
});
