import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, type Listening } from "./harness/listen.js";
import { oidcProvider } from "./harness/provider.js";
import { cookiesOf, visit } from "./harness/visit.js";
import { type PassportRp, start } from "./passport-openidconnect/start.js";

describe("a passport-openidconnect relying party", () => {
  let provider: Listening;
  let rp: PassportRp;

  beforeAll(async () => {
    provider = await oidcProvider();
    rp = await start({ port: await freePort(), issuer: provider.url, clientId: "0oaPassport", clientSecret: "secret" });
  });
  afterAll(() => Promise.all([rp.close(), provider.close()]));

  it("sends an anonymous visitor to the provider with a right request", async () => {
    const login = await visit(`${rp.url}${rp.protectedPath}?q=1`);
    expect(login.location?.pathname).toBe("/login");
    const { location } = await visit(login.location ?? "", { cookies: cookiesOf(login) });
    expect(`${location?.origin}${location?.pathname}`).toBe(`${provider.url}/authorize`);
    expect(Object.fromEntries(location?.searchParams ?? [])).toMatchObject({
      response_type: "code",
      client_id: "0oaPassport",
      redirect_uri: rp.redirectUri,
      scope: "openid profile email",
      state: expect.any(String),
    });
  });

  it("tells nobody's name to an anonymous visitor", async () => {
    expect((await visit(`${rp.url}${rp.userPath}`)).status).toBe(401);
  });

  it("refuses a callback whose state it does not know", async () => {
    const answer = await visit(`${rp.redirectUri}?code=abc&state=forged`);
    expect(answer.status).toBe(403);
  });

  it("says why the provider refused", async () => {
    const answer = await visit(`${rp.redirectUri}?error=invalid_scope&error_description=no+such+scope&state=x`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).toContain("no such scope");
  });
});
