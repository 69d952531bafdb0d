import { createHash } from "node:crypto";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg } from "../org.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";

const secretBasic = (secret: string) => client.ClientSecretBasic(secret);

describe("the code flow with a real relying party", () => {
  it.each([
    ["client_secret_basic", secretBasic],
    ["client_secret_post", (secret: string) => client.ClientSecretPost(secret)],
    ["none", () => client.None()],
  ])("signs in with %s", async (method, authentication) => {
    await using test = await freshOrg({ token_endpoint_auth_method: method });
    const config = await relyingParty(test.origin, test.app.id, authentication(test.secret));

    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id);

    expect(tokens.claims()).toMatchObject({ iss: test.origin, sub: test.ada.id, aud: test.app.id });
    expect(test.defects).toEqual([]);
  });

  it("takes basic and post for each other", async () => {
    await using test = await freshOrg({ token_endpoint_auth_method: "client_secret_basic" });
    const config = await relyingParty(test.origin, test.app.id, client.ClientSecretPost(test.secret));

    await expect(signInAs(new Browser(test.origin), config, test.ada.id)).resolves.toMatchObject({
      token_type: "bearer",
    });
  });

  it("issues a thin ID token and an access token that the published keys do not verify", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const before = Math.floor(Date.now() / 1000);

    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id);

    const idToken = decode(tokens.id_token ?? "");
    const accessToken = decode(tokens.access_token);
    const jwks = (await (await fetch(`${test.origin}/oauth2/v1/keys`)).json()) as { keys: { kid: string }[] };
    const published = jwks.keys.map((key) => key.kid);
    expect(idToken.header).toEqual({ alg: "RS256", kid: published[0] });
    expect(published).toHaveLength(1);
    expect(accessToken.header).toEqual({ alg: "RS256", kid: expect.any(String) });
    expect(published).not.toContain(accessToken.header.kid);

    const { iat, exp, auth_time, jti, nonce, ...claims } = idToken.claims;
    expect(claims).toEqual({
      iss: test.origin,
      sub: test.ada.id,
      aud: test.app.id,
      ver: 1,
      idp: test.org.id,
      amr: ["pwd"],
      at_hash: createHash("sha256").update(tokens.access_token).digest().subarray(0, 16).toString("base64url"),
      name: "Ada Lovelace",
      preferred_username: "ada@example.com",
      email: "ada@example.com",
    });
    expect(exp).toBe((iat as number) + 3600);
    expect(auth_time).toBeGreaterThanOrEqual(before);
    expect(jti).toMatch(/^ID\.[\w-]{43}$/);
    expect(nonce).toEqual(expect.any(String));

    const { jti: accessId, iat: accessIat, exp: accessExp, auth_time: signedIn, ...accessClaims } = accessToken.claims;
    expect(signedIn).toBe(auth_time);
    expect(accessId).toMatch(/^AT\.[\w-]{43}$/);
    expect(accessExp).toBe((accessIat as number) + 3600);
    expect(accessClaims).toEqual({
      ver: 1,
      iss: test.origin,
      aud: test.origin,
      sub: "ada@example.com",
      cid: test.app.id,
      uid: test.ada.id,
      scp: ["openid", "profile", "email"],
    });
    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "openid profile email" });
    expect(tokens).not.toHaveProperty("refresh_token");
  });

  it("leaves out what the scopes do not ask for", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));

    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id, { scope: "openid" });

    expect(tokens.claims()).not.toHaveProperty("email");
    expect(tokens.claims()).not.toHaveProperty("name");
  });

  it("asks no second sign-in within the session, and gives every sign-in a code of its own", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);

    const { url, checks } = await begin(config);
    const back = await browser.get(url);

    expect(back.status).toBe(302);
    expect([...new URL(back.location).searchParams.keys()].sort()).toEqual(["code", "state"]);
    await expect(client.authorizationCodeGrant(config, new URL(back.location), checks)).resolves.toHaveProperty(
      "id_token",
    );
  });

  it.each(["fragment", "form_post"])("answers in response_mode=%s", async (mode) => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);

    const back = await browser.get((await begin(config, { response_mode: mode })).url);

    if (mode === "fragment") expect(new URL(back.location).hash).toMatch(/code=[\w-]{43}/);
    else expect(back.text).toMatch(/<form method="post" action="http:\/\/localhost:3000\/callback">[\s\S]*name="code"/);
  });

  it("logs a sign-in from the page to the tokens, and no secret of it", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id);

    const events = (await test.events()).filter(({ eventType }) => !eventType.startsWith("application."));
    expect(events.map(({ eventType, result }) => `${eventType} ${result}`)).toEqual([
      "user.session.start SUCCESS",
      "app.oauth2.authorize.code SUCCESS",
      "user.authentication.sso SUCCESS",
      "app.oauth2.token.grant.access_token SUCCESS",
      "app.oauth2.token.grant.id_token SUCCESS",
    ]);
    const sso = events.find(({ eventType }) => eventType === "user.authentication.sso");
    expect(sso).toMatchObject({ actor: test.ada.id });
    expect(sso?.targets).toContain(test.app.id);
    const text = JSON.stringify(events);
    for (const secret of [tokens.access_token, tokens.id_token ?? "", test.secret]) expect(text).not.toContain(secret);
  });

  it("survives a restart between the code and the token, and keeps the session", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const browser = new Browser(test.origin);
    const { url, checks } = await begin(config);
    const back = await browser.signIn(await browser.go(url), { user: test.ada.id });

    await test.restart();

    await expect(client.authorizationCodeGrant(config, new URL(back.location), checks)).resolves.toHaveProperty(
      "id_token",
    );
    expect((await browser.get((await begin(config)).url)).location).toMatch(
      /^http:\/\/localhost:3000\/callback\?code=/,
    );
  });

  it("survives a restart while the sign-in page is open", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, secretBasic(test.secret));
    const browser = new Browser(test.origin);
    const page = await browser.go((await begin(config)).url);

    await test.restart();

    expect((await browser.signIn(page, { user: test.ada.id })).location).toContain("code=");
  });
});

function decode(jwt: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header, claims] = jwt
    .split(".", 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>);
  return { header: header ?? {}, claims: claims ?? {} };
}
