/** What the platform refuses of a SAML app, and what its other side's metadata fills in. */
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checked, valueFromPrompt } from "../../src/cli/field-arguments.js";
import { certificateBody, type KeyUsage, pemOf, selfSignedCertificate } from "../../src/crypto/certificate.js";
import { certificateFacts } from "../../src/crypto/certificate-facts.js";
import type { Field, FieldValues } from "../../src/integrations/field.js";
import saml from "../../src/integrations/saml/index.js";
import { checkValues, documentOf, notHonouredBy, valuesOf } from "../../src/integrations/values.js";
import type { SpMetadata } from "../../src/protocols/saml/metadata.js";
import { ATTRIBUTE_NAME_FORMAT } from "../../src/protocols/saml/urns.js";
import { spCertificate } from "./values.js";

const least: FieldValues = Object.fromEntries(saml.fields.map((field) => [field.key, field.default?.({})]));
const values = (changes: FieldValues = {}): FieldValues => ({
  ...least,
  label: "Payroll",
  acsUrl: "http://localhost:3000/acs",
  audience: "urn:sp",
  ...changes,
});
const fieldOf = (key: string): Field => saml.fields.find((field) => field.key === key) as Field;
const signOnOf = (changes: FieldValues) => documentOf(saml, values(changes)).settings.signOn as Record<string, unknown>;

const statement = (name: string) => ({
  type: "EXPRESSION",
  name,
  namespace: ATTRIBUTE_NAME_FORMAT.unspecified,
  values: ["user.email"],
});
const logout = { singleLogout: true, singleLogoutUrl: "http://localhost:3000/slo", spIssuer: "urn:sp" };

describe("a SAML app", () => {
  it.each<[string, FieldValues]>([
    ["signed requests with a certificate", { signedRequests: true, signatureCertificate: spCertificate }],
    ["single logout as a whole", { ...logout, signatureCertificate: spCertificate }],
    ["encryption with a certificate", { encryptAssertion: true, encryptionCertificate: spCertificate }],
    ["a certificate for later", { signatureCertificate: spCertificate }],
    ["participation with an address", { participateSlo: true, participateSloUrl: "http://localhost:3000/slo" }],
  ])("may have %s", (_case, changes) => {
    expect(() => checkValues(saml, values(changes), changes)).not.toThrow();
  });

  it.each<[string, FieldValues, string]>([
    [
      "an attribute in both lists",
      { attributes: [statement("a")], groupAttributes: [{ ...statement("a"), type: "GROUP" }] },
      "ATTRIBUTE_TWICE",
    ],
    ["encryption for nobody", { encryptAssertion: true }, "ENCRYPTION_NEEDS_CERTIFICATE"],
    ["signed requests without a certificate", { signedRequests: true }, "SIGNED_REQUESTS_NEED_CERTIFICATE"],
    ["single logout without a certificate", logout, "LOGOUT_NEEDS"],
    [
      "single logout without a URL",
      { ...logout, singleLogoutUrl: undefined, signatureCertificate: spCertificate },
      "LOGOUT_NEEDS",
    ],
    [
      "single logout without an issuer",
      { ...logout, spIssuer: undefined, signatureCertificate: spCertificate },
      "LOGOUT_NEEDS",
    ],
    ["participation without an address", { participateSlo: true }, "PARTICIPATION_NEEDS_URL"],
    [
      "a list of ACS URLs beside signed requests",
      {
        signedRequests: true,
        signatureCertificate: spCertificate,
        otherAcsUrls: [{ url: "http://localhost/a", index: 1 }],
      },
      "MEANS_NOTHING",
    ],
    ["an algorithm of an encryption that it has not", { encryptionAlgorithm: "AES128_CBC" }, "MEANS_NOTHING"],
    ["a certificate of an encryption that it has not", { encryptionCertificate: spCertificate }, "MEANS_NOTHING"],
    ["a logout URL without single logout", { singleLogoutUrl: "http://localhost:3000/slo" }, "MEANS_NOTHING"],
    ["a binding of a participation that it has not", { participateSloBinding: "REDIRECT" }, "MEANS_NOTHING"],
  ])("cannot have %s", (_case, changes, code) => {
    expect(() => checkValues(saml, values(changes), changes)).toThrow(expect.objectContaining({ code }));
  });

  it("that takes signed requests loses its list of ACS URLs, as on the platform", () => {
    const listed = { otherAcsUrls: [{ url: "http://localhost/a", index: 1 }] };
    const before = documentOf(saml, values(listed));
    expect(before.settings.signOn).toMatchObject({ allowMultipleAcsEndpoints: true });

    const now = { ...valuesOf(saml, before), label: "x", signedRequests: true, signatureCertificate: spCertificate };
    checkValues(saml, now, { signedRequests: true });

    expect(documentOf(saml, now, before).settings.signOn).toMatchObject({
      allowMultipleAcsEndpoints: false,
      acsEndpoints: [],
    });
  });

  it("has its recipient and destination at the ACS until they are set apart, and again afterwards", () => {
    const apart = documentOf(
      saml,
      values({ recipientUrl: "http://localhost/r", destinationUrl: "http://localhost/d" }),
    );
    expect(apart.settings.signOn).toMatchObject({ recipient: "http://localhost/r", destination: "http://localhost/d" });

    const moved = { ...valuesOf(saml, apart), acsUrl: "http://localhost/b", recipientUrl: undefined };
    expect(documentOf(saml, moved, apart).settings.signOn).toMatchObject({
      recipient: "http://localhost/b",
      destination: "http://localhost/d",
    });
  });

  it("keeps the SP Issuer where the platform has it twice, and once where single logout is off", () => {
    expect(signOnOf({ ...logout, signatureCertificate: spCertificate })).toMatchObject({
      spIssuer: "urn:sp",
      slo: { enabled: true, issuer: "urn:sp", logoutUrl: "http://localhost:3000/slo" },
      spCertificate: { x5c: [spCertificate] },
    });
    expect(signOnOf({})).toMatchObject({ spIssuer: null, slo: { enabled: false }, spCertificate: null });
  });

  it("says what the IdP does not do of its settings, and nothing where it does all", () => {
    const told = (changes: FieldValues) =>
      notHonouredBy(saml, { document: documentOf(saml, values(changes)) }).map(({ setting }) => setting);

    expect(told({ ...logout, signatureCertificate: spCertificate })).toEqual([]);
    expect(
      told({
        participateSlo: true,
        participateSloUrl: "http://localhost/s",
        compressedRequests: true,
        inlineHook: "cal1",
      }),
    ).toEqual(["Participate in Single Logout", "Compressed requests", "Assertion inline hook"]);
  });
});

describe("an attribute's name", () => {
  const typed = (text: string) => valueFromPrompt(fieldOf("attributes"), text) as { name: string; namespace: string }[];

  it.each([
    ["email=user.email", "email", "unspecified"],
    ["email:uri=user.email", "email", "uri"],
    ["email:basic=user.email", "email", "basic"],
    ["urn:oid:1.2=user.email", "urn:oid:1.2", "unspecified"],
    ["urn:x:basic:unspecified=user.email", "urn:x:basic", "unspecified"],
  ] as const)("is typed with its format: %s", (text, name, word) => {
    expect(typed(text)[0]).toMatchObject({ name, namespace: ATTRIBUTE_NAME_FORMAT[word] });
  });

  it("stands for one expression", () => {
    const two = [{ ...statement("a"), values: ["user.email", "user.login"] }];

    expect(() => checked(fieldOf("attributes"), two)).toThrow(expect.objectContaining({ code: "FIELD_INVALID" }));
  });

  it("has no other format", () => {
    expect(() => checked(fieldOf("attributes"), [{ ...statement("a"), namespace: "urn:x" }])).toThrow(
      expect.objectContaining({ why: expect.stringContaining("unspecified, uri, basic") }),
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), "saml-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

const made = (bits: number, keyUsage: readonly KeyUsage[]) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const [notBefore, notAfter] = [new Date("2026-01-01T00:00:00Z"), new Date("2036-01-01T00:00:00Z")];
  const subject = [["CN", "sp"]] as const;
  return certificateBody(
    selfSignedCertificate({ publicKey, privateKey, subject, serial: 1n, notBefore, notAfter, keyUsage }),
  );
};

/** A certificate as openssl makes one: without a key usage, or with a signature of today's past. */
const byOpenssl = (...options: string[]) => {
  const [key, out] = [join(folder, "k.pem"), join(folder, `${options.join("").replaceAll(/\W/g, "")}.pem`)];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=sp", "-keyout", key, "-out", out, ...options],
    { stdio: "pipe" },
  );
  return certificateBody(readFileSync(out, "utf8"));
};
const byEcKey = () => {
  const out = join(folder, "ec.pem");
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-subj",
      "/CN=ec",
      "-keyout",
      join(folder, "ec.key"),
      "-out",
      out,
    ],
    { stdio: "pipe" },
  );
  return certificateBody(readFileSync(out, "utf8"));
};

describe("a certificate", () => {
  const encryption = fieldOf("encryptionCertificate");
  const reasonFor = (field: Field, value: string): string | undefined => {
    const result = field.schema.safeParse(value);
    return result.success ? undefined : result.error.issues[0]?.message;
  };

  it.each([
    ["with an RSA key of 1024 bits", () => made(1024, ["digitalSignature", "keyEncipherment"]), /1024 bits/],
    ["for signatures alone", () => made(2048, ["digitalSignature", "keyCertSign"]), /key usage/],
    ["signed with SHA-1", () => byOpenssl("-sha1"), /SHA-1/],
    ["with an EC key", byEcKey, /must be RSA/],
    ["that is none", () => "AAAA", /no X\.509 certificate/],
    ["that is nonsense", () => "no, not this", /no X\.509 certificate/],
  ])("%s is not encrypted for", (_case, make, why) => {
    expect(reasonFor(encryption, make())).toMatch(why);
  });

  it("without a key usage, or with the right one, is encrypted for; and any RSA one verifies requests", () => {
    expect(reasonFor(encryption, byOpenssl("-sha256"))).toBeUndefined();
    expect(reasonFor(encryption, spCertificate)).toBeUndefined();
    expect(reasonFor(fieldOf("signatureCertificate"), made(1024, ["digitalSignature"]))).toBeUndefined();
    expect(certificateFacts(spCertificate)).toMatchObject({ keyBits: 2048, isSignedWeakly: false });
  });

  it("is taken as PEM, as base64 in lines, and from a file in either form or in DER", async () => {
    const { writeFile } = await import("node:fs/promises");
    const pem = pemOf(spCertificate);
    const file = (name: string) => join(folder, name);
    await writeFile(file("sp.pem"), pem);
    await writeFile(file("sp.txt"), certificateBody(pem).replaceAll(/(.{60})/g, "$1\r\n"));
    await writeFile(file("sp.der"), Buffer.from(spCertificate, "base64"));

    for (const typed of [pem, spCertificate, file("sp.pem"), file("sp.txt"), file("sp.der")])
      expect(valueFromPrompt(encryption, typed), typed.slice(0, 40)).toBe(spCertificate);
  });

  it.each([
    ["a file that is not there", "nowhere.pem", /"nowhere\.pem": there is no such file/],
    ["a folder", tmpdir(), /it is a folder/],
    ["two at once", `${pemOf(spCertificate)}${pemOf(spCertificate)}`, /exactly one/],
    ["a PEM that is cut off", pemOf(spCertificate).slice(0, 400), /no X\.509 certificate/],
  ])("is not %s", (_case, typed, why) => {
    expect(() => valueFromPrompt(encryption, typed)).toThrow(
      expect.objectContaining({ code: "FIELD_INVALID", why: expect.stringMatching(why) }),
    );
  });
});

describe("an SP's metadata", () => {
  const sp = (changes: Partial<SpMetadata>) =>
    ({
      entityId: "urn:sp",
      acs: [],
      nameIdFormats: [],
      signingCertificates: [],
      encryptionCertificates: [],
      sloUrls: [],
      ...changes,
    }) as unknown as SpMetadata;
  const fill = (key: string, changes: Partial<SpMetadata>) => fieldOf(key).fromSpMetadata?.(sp(changes));

  it("fills in its certificates, the first that can be used", () => {
    const weak = pemOf(made(1024, ["digitalSignature"]));

    expect(fill("signatureCertificate", { signingCertificates: [pemOf(spCertificate)] })).toBe(spCertificate);
    expect(fill("encryptionCertificate", { encryptionCertificates: [weak, pemOf(spCertificate)] })).toBe(spCertificate);
    expect(fill("encryptionCertificate", { encryptionCertificates: [weak] })).toBeUndefined();
  });

  it("fills in where it takes the answer to its LogoutRequest: by post first", () => {
    const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    const sloUrls = [
      { url: "http://localhost:3000/redirect", binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" },
      { url: "http://localhost:3000/post", binding: post, responseUrl: "http://localhost:3000/answer" },
    ];

    expect(fill("singleLogoutUrl", { sloUrls })).toBe("http://localhost:3000/answer");
    expect(fill("singleLogoutUrl", { sloUrls: [{ url: "/relative", binding: post }] })).toBeUndefined();
    expect(fill("spIssuer", {})).toBe("urn:sp");
  });
});
