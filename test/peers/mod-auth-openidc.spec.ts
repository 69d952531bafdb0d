import { afterAll, beforeAll, expect, it } from "vitest";
import { needs } from "./debian.js";
import { freePort, type Listening } from "./harness/listen.js";
import { oidcProvider } from "./harness/provider.js";
import { visit } from "./harness/visit.js";
import { type OpenidcRp, PACKAGES, start } from "./mod-auth-openidc/start.js";

needs(...PACKAGES)("Apache with mod_auth_openidc", () => {
  let provider: Listening;
  let rp: OpenidcRp;

  beforeAll(async () => {
    provider = await oidcProvider();
    rp = await start({ port: await freePort(), issuer: provider.url, clientId: "0oaApache", clientSecret: "secret" });
  });
  afterAll(() => Promise.all([rp.close(), provider.close()]));

  it("sends an anonymous visitor to the provider with a right request", async () => {
    const { status, location, setCookie } = await visit(`${rp.url}${rp.protectedPath}?q=1`);
    expect(status).toBe(302);
    expect(`${location?.origin}${location?.pathname}`).toBe(`${provider.url}/authorize`);
    expect(Object.fromEntries(location?.searchParams ?? [])).toMatchObject({
      response_type: "code",
      client_id: "0oaApache",
      redirect_uri: rp.redirectUri,
      scope: "openid profile email",
      code_challenge_method: "S256",
      state: expect.any(String),
      nonce: expect.any(String),
    });
    expect(setCookie[0]).toMatch(/^mod_auth_openidc_state_/);
  });

  it("starts sign-in when the provider's dashboard asks for it", async () => {
    const target = encodeURIComponent(`${rp.url}${rp.protectedPath}`);
    const { location } = await visit(
      `${rp.initiateLoginUri}?iss=${encodeURIComponent(provider.url)}&target_link_uri=${target}`,
    );
    expect(location?.pathname).toBe("/authorize");
  });

  it("refuses a callback whose state it does not know", async () => {
    const answer = await visit(`${rp.redirectUri}?code=abc&state=forged`);
    expect(answer).toMatchObject({ status: 400, location: undefined });
    expect(await rp.log()).toContain("unable to restore state");
  });
});
