import { X509Certificate } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { activateAppKey, generateNextKey } from "../../../src/directory/rotate-keys.js";
import { verifyXmlSignature } from "../../../src/protocols/saml/verify-signature.js";
import { keysOf } from "../../../src/store/keys.js";
import { Documents, missingTools } from "../../protocols/saml/external-tools.js";
import { Browser } from "../browser.js";
import { postedBy, samlOrg } from "./saml-org.js";

const missing = missingTools();
const documents = new Documents();
afterAll(() => documents[Symbol.dispose]());

const pathOf = (key: string) => `/app/${key}/sso/saml/metadata`;
const certificatesIn = (xml: string) =>
  [...xml.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(
    ([, base64 = ""]) => new X509Certificate(Buffer.from(base64, "base64")),
  );

describe("the metadata of a SAML app", () => {
  it("is public XML that names the app's issuer and its sign-on URL for both bindings", async () => {
    await using saml = await samlOrg();
    const { status, headers, text } = await saml.browser.get(pathOf(saml.app.externalKey));

    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect(text).toContain(`entityID="http://www.okta.com/${saml.app.externalKey}"`);
    expect(text.split(`Location="${saml.test.origin}${saml.ssoPath}"`)).toHaveLength(3);
    expect(saml.browser.cookies.size).toBe(0);
  });

  it.skipIf(missing)(`is valid by the OASIS schema${missing ? ` (${missing})` : ""}`, async () => {
    await using saml = await samlOrg();
    const { text } = await saml.browser.get(pathOf(saml.app.externalKey));

    expect(documents.schemaErrors([documents.add("metadata", text)], "metadata")).toEqual([]);
  });

  it("carries the very certificate that responses are signed with, and it alone after a rotation", async () => {
    await using saml = await samlOrg();
    const { store, org } = saml.test;
    await saml.signIn();
    const before = postedBy(await saml.browser.get(saml.tilePath)).xml;
    expect(() => verifyXmlSignature(before, saml.certificatePem)).not.toThrow();

    const { kid, certificatePem } = await generateNextKey(store, org, saml.app, 2, new Date());
    if (!certificatePem) throw new Error("a key without a certificate");
    const meanwhile = postedBy(await saml.browser.get(saml.tilePath)).xml;
    expect(() => verifyXmlSignature(meanwhile, saml.certificatePem)).not.toThrow();
    const ahead = (await saml.browser.get(`${pathOf(saml.app.externalKey)}?kid=${kid}`)).text;
    expect(certificatesIn(ahead)[0]?.toString()).toBe(certificatePem);
    const now = (await saml.browser.get(pathOf(saml.app.externalKey))).text;
    expect(certificatesIn(now)[0]?.toString()).toBe(saml.certificatePem);
    await activateAppKey(store, org, saml.app, undefined, new Date());

    const listed = certificatesIn((await saml.browser.get(pathOf(saml.app.externalKey))).text);
    const after = postedBy(await saml.browser.get(saml.tilePath)).xml;
    const fingerprint = new X509Certificate(certificatePem).fingerprint256;
    expect(listed.map(({ fingerprint256 }) => fingerprint256)).toEqual([fingerprint]);
    expect(certificatesIn(after).map(({ fingerprint256 }) => fingerprint256)).toEqual([fingerprint, fingerprint]);
    expect(() => verifyXmlSignature(after, certificatePem)).not.toThrow();
    expect(() => verifyXmlSignature(after, saml.certificatePem)).toThrow();
  });

  it("is not there for a key that the app does not have, even one of the org", async () => {
    await using saml = await samlOrg();
    const [key] = await keysOf(saml.test.store.read, saml.test.org.id);
    for (const kid of [key?.kid, "nobody", ""])
      expect((await saml.browser.get(`${pathOf(saml.app.externalKey)}?kid=${kid}`)).status).toBe(404);
  });

  it("answers HEAD with the length alone", async () => {
    await using saml = await samlOrg();
    const url = saml.test.origin + pathOf(saml.app.externalKey);
    const head = await fetch(url, { method: "HEAD" });
    const whole = await (await fetch(url)).text();

    expect(await head.text()).toBe("");
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
  });

  it("is not there for an OIDC app, an unknown key, or the key of another org", async () => {
    await using saml = await samlOrg();
    await using other = await samlOrg();
    const statusOf = async (key: string) => (await new Browser(saml.test.origin).get(pathOf(key))).status;

    expect(await statusOf(saml.test.app.externalKey)).toBe(404);
    expect(await statusOf("exk00000000000000000")).toBe(404);
    expect(await statusOf(other.app.externalKey)).toBe(404);
    expect(await statusOf("%00")).toBe(404);
  });

  it("loads no XML parser", async () => {
    const { readFile } = await import("node:fs/promises");
    const seen = new Set<string>();
    const follow = async (file: URL): Promise<void> => {
      if (seen.has(file.href)) return;
      seen.add(file.href);
      const source = await readFile(file, "utf8");
      // Types are erased, and what is imported by await comes later.
      for (const [, names = "", from = ""] of source.matchAll(/^(?:import|export) ([^;]*?)from "([^"]+)";/gms)) {
        if (names.startsWith("type ")) continue;
        expect(from).not.toMatch(/xmldom|xml-crypto|zod/);
        if (from.startsWith(".")) await follow(new URL(from.replace(/\.js$/, ".ts"), file));
      }
    };
    await follow(new URL("../../../src/idp/saml/metadata.ts", import.meta.url));
    expect(seen.size).toBeGreaterThan(10);
  });
});
