import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readAuthnRequest } from "../../src/protocols/saml/authn-request.js";
import { readSpMetadata } from "../../src/protocols/saml/sp-metadata.js";
import { ENCRYPTION_METHODS, type EncryptionAlgorithm, NAME_ID_FORMAT } from "../../src/protocols/saml/urns.js";
import { verifiedMessage } from "../../src/protocols/saml/verified-message.js";
import { needs } from "./debian.js";
import { freePort } from "./harness/listen.js";
import { keyWithCertificate } from "./harness/provider.js";
import { type SamlIdp, samlIdp } from "./harness/saml-idp.js";
import { cookiesOf, type Visit, visit } from "./harness/visit.js";
import { type MellonSp, PACKAGES, start } from "./mod-auth-mellon/start.js";

needs(...PACKAGES)("Apache with mod_auth_mellon", () => {
  let idp: SamlIdp;
  let sp: MellonSp;

  beforeAll(async () => {
    idp = await samlIdp();
    sp = await start({ port: await freePort(), idpMetadata: idp.metadata });
  });
  afterAll(() => Promise.all([sp.close(), idp.close()]));

  /** From the protected page to the provider. */
  async function begin() {
    const page = await visit(`${sp.url}${sp.protectedPath}?q=1`);
    const away = await visit(page.location ?? "");
    const query = away.location?.searchParams ?? new URLSearchParams();
    const message = {
      binding: "redirect" as const,
      samlRequest: query.get("SAMLRequest") ?? "",
      rawQuery: away.location?.search.slice(1),
    };
    return { away, message, request: readAuthnRequest(message), relayState: query.get("RelayState") ?? "" };
  }

  const post = (SAMLResponse: string, RelayState: string, cookies: string[]) =>
    visit(sp.acsUrl, { form: { SAMLResponse, RelayState }, cookies });

  const show = (answer: Visit) => visit(answer.location ?? "", { cookies: cookiesOf(answer) });

  it("describes itself in metadata that we can read", () => {
    const metadata = readSpMetadata(sp.metadata);
    expect(metadata.entityId).toBe(sp.entityId);
    expect(JSON.stringify(metadata)).toContain(sp.acsUrl);
  });

  it("describes itself without being told how, too", async () => {
    const own = await start({ port: await freePort(), idpMetadata: idp.metadata, nameIdFormat: null });
    expect(readSpMetadata(own.metadata).entityId).toBe(own.entityId);
    expect(own.metadata).toContain(NAME_ID_FORMAT.transient);
    await own.close();
  });

  it("sends an anonymous visitor to the provider with a signed request that we can read", async () => {
    const { message, request, away, relayState } = await begin();
    expect(away.location?.href).toMatch(idp.ssoUrl);
    expect(request).toMatchObject({
      issuer: sp.entityId,
      acsUrl: sp.acsUrl,
      nameIdFormat: NAME_ID_FORMAT.emailAddress,
    });
    const verified = await verifiedMessage(message, sp);
    expect(readAuthnRequest(verified)).toMatchObject({ id: request.id, acsUrl: sp.acsUrl, relayState });
    const stranger = keyWithCertificate("stranger");
    await expect(verifiedMessage(message, stranger)).rejects.toMatchObject({ code: "SAML_SIGNATURE_WRONG" });
    expect(relayState).toBe(`${sp.url}${sp.protectedPath}?q=1`);
    expect(new X509Certificate(sp.certificatePem).subject).toBe("CN=mellon");
  });

  it("accepts what we sign when it started sign-in, and shows the page asked for", async () => {
    const { request, away, relayState } = await begin();
    const response = idp.respond(sp.acsUrl, sp.entityId, { inResponseTo: request.id });
    const answer = await post(response, relayState, cookiesOf(away));
    expect(answer.location?.href).toBe(`${sp.url}${sp.protectedPath}?q=1`);
    expect((await show(answer)).body).toContain("Signed in as ada@example.com");
  });

  it("accepts what we sign when the dashboard started it", async () => {
    const answer = await post(idp.respond(sp.acsUrl, sp.entityId), `${sp.url}${sp.protectedPath}`, []);
    expect((await show(answer)).body).toContain("Signed in as ada@example.com");
  });

  it.each(Object.keys(ENCRYPTION_METHODS) as EncryptionAlgorithm[])(
    "reads an assertion that is encrypted for it with %s",
    async (algorithm) => {
      const encrypt = { certificatePem: sp.certificatePem, algorithm, keyTransport: "RSA_OAEP" } as const;
      const response = idp.respond(sp.acsUrl, sp.entityId, { encrypt });
      const answer = await post(response, `${sp.url}${sp.protectedPath}`, []);
      expect((await show(answer)).body).toContain("Signed in as ada@example.com");
    },
  );

  it.each<[string, Parameters<SamlIdp["respond"]>[2]]>([
    ["another key", { key: keyWithCertificate("provider") }],
    ["another audience", { audience: "https://other.example" }],
    ["another recipient", { recipient: "https://other.example/acs" }],
    ["another issuer", { issuer: "https://other.example" }],
    ["yesterday's date", { now: new Date(Date.now() - 86_400_000) }],
  ])("refuses a response with %s", async (_title, changed) => {
    const { request, away, relayState } = await begin();
    const response = idp.respond(sp.acsUrl, sp.entityId, { inResponseTo: request.id, ...changed });
    const answer = await post(response, relayState, cookiesOf(away));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.location).toBeUndefined();
  });
});
