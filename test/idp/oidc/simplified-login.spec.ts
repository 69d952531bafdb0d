import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { type AppSettings, freshOrg, redirectUri, type TestOrg } from "../org.js";

const settings: AppSettings = {
  grant_types: ["authorization_code", "implicit"],
  response_types: ["code", "id_token"],
  initiate_login_uri: "http://localhost:3000/start?from=tile",
  idp_initiated_login: { mode: "OKTA", default_scope: ["email"] },
};

async function click(test: TestOrg) {
  const browser = new Browser(test.origin);
  const page = await browser.go("/app/UserHome");
  const home = await browser.signIn(page, { user: test.ada.id });
  const path = `/home/${test.app.name}/${test.app.id}/${test.app.linkId}`;
  return { home, posted: await browser.get(path) };
}

describe("the simplified login flow", () => {
  it("posts a signed ID token with what its scopes ask for to the initiate login URI", async () => {
    await using test = await freshOrg(settings);
    const { home, posted } = await click(test);

    expect(home.text).toContain(`>${test.app.label}</a>`);
    expect(posted.text).toContain('action="http://localhost:3000/start?from=tile"');
    expect(posted.text).not.toMatch(/name="(state|code|nonce)"/);
    const token = /name="id_token" value="([^"]+)"/.exec(posted.text)?.[1] ?? "";
    const keys = createRemoteJWKSet(new URL(`${test.origin}/oauth2/v1/keys`));
    const { payload } = await jwtVerify(token, keys, { issuer: test.origin, audience: test.app.id });
    expect(payload).toMatchObject({ sub: test.ada.id, email: "ada@example.com", email_verified: true, amr: ["pwd"] });
    for (const claim of ["nonce", "name", "at_hash"]) expect(payload).not.toHaveProperty(claim);
    const types = (await test.events()).map(({ eventType }) => eventType);
    expect(types.slice(-3)).toEqual([
      "app.oauth2.signon",
      "app.oauth2.authorize.implicit.id_token",
      "user.authentication.sso",
    ]);
    expect(JSON.stringify(await test.events())).not.toContain(token);
  });

  it("posts to the first redirect URI where there is no other address", async () => {
    await using test = await freshOrg({ ...settings, initiate_login_uri: null });
    expect((await click(test)).posted.text).toContain(`action="${redirectUri}"`);
  });

  it.each([
    ["the grant", { grant_types: ["authorization_code"] }],
    ["the box", { response_types: ["code", "token"] }],
  ])("is refused to an app without %s", async (_name, change) => {
    await using test = await freshOrg({ ...settings, ...change });
    const { posted } = await click(test);

    expect(posted.status).toBe(400);
    expect(posted.text).not.toContain("id_token&quot;");
    expect(posted.text).toContain("the grant implicit");
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "app.oauth2.signon", result: "FAILURE" });
  });
});
