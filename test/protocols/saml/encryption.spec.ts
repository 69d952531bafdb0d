/** Encrypted assertions, read by programs that nobody here wrote: xmlsec1, and an SP with its own decryption. */
import { SAML, type SamlConfig } from "@node-saml/node-saml";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, describe, expect, it } from "vitest";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { decodeResponse } from "../../../src/protocols/saml/read-response.js";
import { buildResponse, type ResponseOptions } from "../../../src/protocols/saml/response.js";
import { type EncryptionAlgorithm, type KeyTransportAlgorithm, NAMESPACES } from "../../../src/protocols/saml/urns.js";
import { Documents, missingTools } from "./external-tools.js";
import { idp, ODD, responseOptions, stranger } from "./fixtures.js";

/** The SP's key is not the one that signs. */
const sp = stranger;
const pem = (key: typeof sp.key) => key.export({ type: "pkcs8", format: "pem" }) as string;

const ALGORITHMS = ["AES128_CBC", "AES256_CBC", "AES128_GCM", "AES256_GCM"] as const;
const TRANSPORTS = ["RSA_OAEP", "RSA_15"] as const;
const PARTS = {
  response: { response: true, assertion: false },
  assertion: { response: false, assertion: true },
  both: { response: true, assertion: true },
} as const;

interface Case {
  name: string;
  algorithm: EncryptionAlgorithm;
  keyTransport: KeyTransportAlgorithm;
  parts: keyof typeof PARTS;
  xml: string;
}

const encryptedResponse = (
  { algorithm, keyTransport, parts }: Pick<Case, "algorithm" | "keyTransport" | "parts">,
  changes: Partial<ResponseOptions> = {},
): string =>
  buildResponse(
    responseOptions({
      now: new Date(),
      inResponseTo: undefined,
      attributes: [{ name: "odd", nameFormat: "urn:x", values: [ODD, "second"] }],
      sign: { ...idp, ...PARTS[parts] },
      encrypt: { certificatePem: sp.certificatePem, algorithm, keyTransport },
      ...changes,
    }),
  );

const cases: Case[] = ALGORITHMS.flatMap((algorithm) =>
  TRANSPORTS.flatMap((keyTransport) =>
    (Object.keys(PARTS) as Case["parts"][]).map((parts) => {
      const options = { algorithm, keyTransport, parts };
      return { ...options, name: Object.values(options).join("-"), xml: encryptedResponse(options) };
    }),
  ),
);

const [one] = cases;
if (!one) throw new Error("no case");

const documents = new Documents();
afterAll(() => documents[Symbol.dispose]());
const missing = missingTools();

describe.skipIf(missing)(`xmlsec1 and the OASIS schemas${missing ? ` (${missing})` : ""}`, () => {
  it("decrypt every combination to what was signed", { timeout: 30_000 }, () => {
    for (const { name, parts, xml } of cases) {
      const decrypted = documents.decrypted(documents.add(name, xml), pem(sp.key));

      expect(decrypted, name).toContain("ada@example.com");
      expect(decrypted, name).not.toContain("CipherValue");
      if (!PARTS[parts].assertion) continue;
      const file = documents.add(`${name}-decrypted`, decrypted);
      expect(documents.firstWrongSignature([file], "Assertion", idp.certificatePem), name).toBeUndefined();
    }
  });

  it("find the response's signature right before anything is decrypted, and the form valid", () => {
    const files = cases.map(({ name, xml }) => documents.add(name, xml));
    const signed = files.filter((_, index) => PARTS[cases[index]?.parts ?? "assertion"].response);

    expect(signed).toHaveLength(16);
    expect(documents.firstWrongSignature(signed, "Response", idp.certificatePem)).toBeUndefined();
    expect(documents.schemaErrors(files, "protocol")).toEqual([]);
  });

  it("find nothing to read with another key", () => {
    expect(() => documents.decrypted(documents.add("another-key", one.xml), pem(idp.key))).toThrow();
  });
});

const spOf = (changes: Partial<SamlConfig>) =>
  new SAML({
    callbackUrl: "http://localhost:3000/saml/acs",
    entryPoint: "http://127.0.0.1:7700/sso",
    issuer: "http://localhost:3000/saml/metadata",
    audience: "http://localhost:3000/saml/metadata",
    idpIssuer: "http://www.okta.com/exk1",
    idpCert: idp.certificatePem,
    validateInResponseTo: "never" as SamlConfig["validateInResponseTo"],
    decryptionPvk: pem(sp.key),
    ...changes,
  });

const accept = async (xml: string, parts: Case["parts"], changes: Partial<SamlConfig> = {}) => {
  const { response, assertion } = PARTS[parts];
  const saml = spOf({ wantAuthnResponseSigned: response, wantAssertionsSigned: assertion, ...changes });
  return (await saml.validatePostResponseAsync({ SAMLResponse: encodePost(xml) })).profile;
};

describe("node-saml", () => {
  // Node itself refuses to decrypt RSA 1.5 in some versions, so that only xmlsec1 judges it.
  it.each(cases.filter(({ keyTransport }) => keyTransport === "RSA_OAEP"))("reads $name", async ({ xml, parts }) => {
    const profile = await accept(xml, parts);

    expect(profile?.nameID).toBe("ada@example.com");
    // It parses what it decrypted by XML 1.0 or 1.1, whose line ends differ, depending on which part is signed.
    expect(String(profile?.odd).replaceAll(/[\u0085\u2028]/g, "\n")).toBe(
      `${ODD.replaceAll(/[\u0085\u2028]/g, "\n")},second`,
    );
  });

  it.each([
    ["the key of another SP", one.xml, { decryptionPvk: pem(idp.key) }],
    ["no key at all", one.xml, { decryptionPvk: undefined }],
    ["an assertion that a stranger signed", encryptedResponse(one, { sign: { ...stranger, ...PARTS.both } }), {}],
    ["an assertion for somebody else", encryptedResponse(one, { audience: "urn:other" }), {}],
  ])("refuses it with %s", async (_case, xml, changes) => {
    await expect(accept(xml, "response", changes)).rejects.toThrow();
  });

  it("refuses a changed text that GCM protects, where no signature covers it", async () => {
    const gcm = { algorithm: "AES256_GCM", keyTransport: "RSA_OAEP", parts: "assertion" } as const;
    const xml = encryptedResponse(gcm);
    const values = [...xml.matchAll(/<xenc:CipherValue>([^<]+)</g)].map(([, value]) => value ?? "");
    const octets = Buffer.from(values[1] ?? "", "base64");
    octets[100] = (octets[100] ?? 0) ^ 1;
    const changed = xml.replace(values[1] ?? "?", octets.toString("base64"));
    expect(changed).not.toBe(xml);

    await expect(accept(changed, "assertion")).rejects.toThrow();
    expect((await accept(xml, "assertion"))?.nameID).toBe("ada@example.com");
  });
});

describe("an encrypted assertion", () => {
  it("shows nothing of the person, and no prefix that only the person's attributes need", () => {
    for (const { name, xml } of cases) {
      expect(xml, name).not.toMatch(/ada@example|<saml2:Assertion|AttributeValue|xmlns:xs=/);
      expect(decodeResponse(xml), name).toMatchObject({ encryptedAssertions: 1, assertions: [] });
    }
  });

  it("is never encrypted with the same key or vector twice", () => {
    const values = [one, one].flatMap((each) =>
      [...encryptedResponse(each).matchAll(/<xenc:CipherValue>(.{16})/g)].map(([, start]) => start),
    );

    expect(new Set(values).size).toBe(4);
  });

  it("has its key inside the KeyInfo of what it opens, with the digest of OAEP named and none for RSA 1.5", () => {
    for (const { name, keyTransport, xml } of cases) {
      const document = new DOMParser().parseFromString(xml, "text/xml");
      const [data] = document.getElementsByTagNameNS(NAMESPACES.xenc, "EncryptedData");
      const keys = [...(data?.getElementsByTagNameNS(NAMESPACES.xenc, "EncryptedKey") ?? [])];
      const digests = [...(keys[0]?.getElementsByTagNameNS(NAMESPACES.ds, "DigestMethod") ?? [])];

      expect([name, keys.length, digests.length]).toEqual([name, 1, keyTransport === "RSA_OAEP" ? 1 : 0]);
    }
  });

  it.each(["nonsense", pem(sp.key)])("is refused for a certificate that is none", (certificatePem) => {
    const encrypt = { algorithm: "AES256_GCM", keyTransport: "RSA_OAEP", certificatePem } as const;

    expect(() => buildResponse(responseOptions({ encrypt }))).toThrow(
      expect.objectContaining({ code: "SAML_ENCRYPTION_CERTIFICATE" }),
    );
  });
});
