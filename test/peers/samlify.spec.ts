import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAuthnRequest } from "../../src/protocols/saml/authn-request.js";
import { readSpMetadata } from "../../src/protocols/saml/sp-metadata.js";
import { freePort } from "./harness/listen.js";
import { keyWithCertificate } from "./harness/provider.js";
import { type SamlIdp, samlIdp } from "./harness/saml-idp.js";
import { cookiesOf, visit } from "./harness/visit.js";
import { type SamlifySp, start } from "./samlify/start.js";

describe("a samlify SP", () => {
  let idp: SamlIdp;
  let sp: SamlifySp;

  beforeAll(async () => {
    idp = await samlIdp();
    sp = await start({ port: await freePort(), idpMetadata: idp.metadata });
  });
  afterAll(() => Promise.all([sp.close(), idp.close()]));

  const post = (SAMLResponse: string) => visit(sp.acsUrl, { form: { SAMLResponse } });

  it("describes itself in metadata that we can read", () => {
    const metadata = readSpMetadata(sp.metadata);
    expect(metadata.entityId).toBe(sp.entityId);
    expect(JSON.stringify(metadata)).toContain(sp.acsUrl);
  });

  it("sends an anonymous visitor to the provider with a request that we can read", async () => {
    const { status, location } = await visit(`${sp.url}${sp.protectedPath}`);
    expect(status).toBe(302);
    const samlRequest = location?.searchParams.get("SAMLRequest") ?? "";
    expect(readAuthnRequest({ binding: "redirect", samlRequest })).toMatchObject({
      issuer: sp.entityId,
      acsUrl: sp.acsUrl,
      destination: idp.ssoUrl,
      signed: false,
    });
  });

  it("accepts what we sign, started here and by the dashboard", async () => {
    const away = await visit(`${sp.url}${sp.protectedPath}?q=1`);
    const samlRequest = away.location?.searchParams.get("SAMLRequest") ?? "";
    const { id } = readAuthnRequest({ binding: "redirect", samlRequest });
    const solicited = await post(idp.respond(sp.acsUrl, sp.entityId, { inResponseTo: id }));
    expect(solicited.location?.href).toBe(`${sp.url}${sp.protectedPath}?q=1`);

    const unsolicited = await post(idp.respond(sp.acsUrl, sp.entityId));
    const page = await visit(unsolicited.location ?? "", { cookies: cookiesOf(unsolicited) });
    expect(page.body).toContain("Signed in as ada@example.com");
  });

  it.each<[string, Parameters<SamlIdp["respond"]>[2]]>([
    ["another key", { key: keyWithCertificate("provider") }],
    ["another audience", { audience: "https://other.example" }],
    ["another issuer", { issuer: "https://other.example" }],
    ["a request that nobody made", { inResponseTo: "_unknown" }],
    ["yesterday's date", { now: new Date(Date.now() - 86_400_000) }],
  ])("refuses a response with %s", async (_title, changed) => {
    const answer = await post(idp.respond(sp.acsUrl, sp.entityId, changed));
    expect(answer).toMatchObject({ status: 403, setCookie: [] });
  });
});
