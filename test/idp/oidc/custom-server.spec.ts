import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import * as client from "openid-client";
import { describe, expect, it, vi } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { relyingParty, signInAs } from "../relying-party.js";
import { basic, freshCode, post } from "./token-calls.js";

const CUSTOM = "/oauth2/default";
const ORG = "/oauth2";
const grants = ["authorization_code", "refresh_token"];

/** Tokens of ada's from one server, over bare requests. */
async function tokensOf(test: TestOrg, server: string, scope = "openid") {
  const code = await freshCode(test, { scope, server });
  return (await post(test, `${server}/v1/token`, code, basic(test.app.id, test.secret))).body;
}
const userinfo = (test: TestOrg, server: string, token = "") =>
  fetch(`${test.origin}${server}/v1/userinfo`, { headers: { authorization: `Bearer ${token}` } });

describe("the custom authorization server `default`", () => {
  it("signs in a real relying party that knows its issuer, and issues tokens that an API can verify", async () => {
    await using test = await freshOrg();
    const issuer = test.origin + CUSTOM;
    const config = await relyingParty(issuer, test.app.id, client.ClientSecretBasic(test.secret));
    const before = Math.floor(Date.now() / 1000);

    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id);

    const keys = createRemoteJWKSet(new URL(`${issuer}/v1/keys`));
    const idToken = await jwtVerify(tokens.id_token ?? "", keys, { issuer, audience: test.app.id });
    const accessToken = await jwtVerify(tokens.access_token, keys, { issuer, audience: "api://default" });
    expect(accessToken.protectedHeader).toEqual({ alg: "RS256", kid: idToken.protectedHeader.kid });
    expect(idToken.payload).toMatchObject({
      sub: test.ada.id,
      name: "Ada Lovelace",
      email: "ada@example.com",
      at_hash: createHash("sha256").update(tokens.access_token).digest().subarray(0, 16).toString("base64url"),
    });
    const { jti, iat = 0, exp, auth_time, ...claims } = accessToken.payload;
    expect(claims).toEqual({
      ver: 1,
      iss: issuer,
      aud: "api://default",
      sub: "ada@example.com",
      cid: test.app.id,
      uid: test.ada.id,
      scp: ["openid", "profile", "email"],
    });
    expect(jti).toMatch(/^AT\.[\w-]{43}$/);
    expect(exp).toBe(iat + 3600);
    expect(auth_time).toBeGreaterThanOrEqual(before);
    expect(await client.fetchUserInfo(config, tokens.access_token, test.ada.id)).toMatchObject({ given_name: "Ada" });
    expect(test.defects).toEqual([]);
  });

  it("names the user in access tokens as the app does, where the org's server names the login", async () => {
    await using test = await freshOrg();
    await test.change(async (tx) => {
      await tx.run("UPDATE assignment SET username = 'ada.l' WHERE app_id = ?", [test.app.id]);
    });
    const subjectAt = async (server: string) => {
      const { access_token = "" } = await tokensOf(test, server);
      return JSON.parse(Buffer.from(access_token.split(".")[1] ?? "", "base64url").toString()).sub;
    };

    expect(await subjectAt(CUSTOM)).toBe("ada.l");
    expect(await subjectAt(ORG)).toBe("ada@example.com");
  });

  it("has documents of its own, at both places where an issuer with a path may have them", async () => {
    await using test = await freshOrg();
    const issuer = test.origin + CUSTOM;
    const json = async (path: string) => (await fetch(test.origin + path)).json() as Promise<Record<string, unknown>>;

    const openId = await json(`${CUSTOM}/.well-known/openid-configuration`);

    expect(openId).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/v1/authorize`,
      token_endpoint: `${issuer}/v1/token`,
      userinfo_endpoint: `${issuer}/v1/userinfo`,
      jwks_uri: `${issuer}/v1/keys`,
      introspection_endpoint: `${issuer}/v1/introspect`,
      revocation_endpoint: `${issuer}/v1/revoke`,
      end_session_endpoint: `${issuer}/v1/logout`,
      scopes_supported: ["openid", "profile", "email", "address", "phone", "offline_access"],
    });
    const oauth = await json(`${CUSTOM}/.well-known/oauth-authorization-server`);
    expect(oauth).toMatchObject({ issuer, token_endpoint: `${issuer}/v1/token` });
    expect(oauth).not.toHaveProperty("userinfo_endpoint");
    expect(await json("/.well-known/oauth-authorization-server/oauth2/default")).toEqual(oauth);
  });

  it("keeps its key apart from the org's two", async () => {
    await using test = await freshOrg();
    const kids = async (server: string) =>
      ((await (await fetch(`${test.origin}${server}/v1/keys`)).json()) as { keys: { kid: string }[] }).keys.map(
        ({ kid }) => kid,
      );

    const all = [...(await kids(ORG)), ...(await kids(CUSTOM))];

    expect(all).toHaveLength(2);
    const { access_token = "" } = await tokensOf(test, ORG);
    expect(new Set([...all, decodeProtectedHeader(access_token).kid]).size).toBe(3);
  });

  it.each([
    ["GET", "/.well-known/openid-configuration"],
    ["GET", "/v1/authorize"],
    ["GET", "/v1/keys"],
    ["POST", "/v1/token"],
  ])("is the only one: %s of another id is answered in the platform's words: %s", async (method, path) => {
    await using test = await freshOrg();

    for (const id of ["other", "org", "DEFAULT"]) {
      const answer = await fetch(`${test.origin}/oauth2/${id}${path}`, { method });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        errorCode: "E0000007",
        errorSummary: `Not found: Resource not found: ${id} (AuthorizationServer)`,
      });
    }
  });

  it.each(["groups", "okta.users.read", "reports:read"])("does not know the scope %s", async (scope) => {
    await using test = await freshOrg();
    const query = new URLSearchParams({
      client_id: test.app.id,
      redirect_uri: "http://localhost:3000/callback",
      response_type: "code",
      scope: `openid ${scope}`,
      state: "s",
    });

    const { location } = await new Browser(test.origin).get(`${CUSTOM}/v1/authorize?${query}`);

    const { searchParams } = new URL(location);
    expect([searchParams.get("error"), searchParams.get("error_description")]).toEqual([
      "invalid_scope",
      "One or more scopes are not configured for the authorization server resource.",
    ]);
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "app.oauth2.as.authorize", result: "FAILURE" });
  });

  it("logs what it does under its own event types", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const tokens = await tokensOf(test, CUSTOM, "openid offline_access");
    await post(test, `${CUSTOM}/v1/revoke`, { token: tokens.access_token ?? "" }, basic(test.app.id, test.secret));
    await post(test, `${CUSTOM}/v1/token`, { grant_type: "urn:example" }, basic(test.app.id, test.secret));

    const types = (await test.events()).map(({ eventType }) => eventType).filter((type) => type.includes("oauth2"));
    expect(types).toEqual([
      "app.oauth2.as.authorize.code",
      "app.oauth2.as.token.grant.access_token",
      "app.oauth2.as.token.grant.id_token",
      "app.oauth2.as.token.grant.refresh_token",
      "app.oauth2.as.token.revoke",
      "app.oauth2.as.token.grant",
    ]);
  });

  it("keeps a refresh token alive while it is used, and forgets it after a week without", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { refresh_token = "" } = await tokensOf(test, CUSTOM, "openid offline_access");
    const inDays = async (days: number) => {
      vi.useFakeTimers({ toFake: ["Date"], now: start + days * 86_400_000 });
      const fields = { grant_type: "refresh_token", refresh_token };
      return (await post(test, `${CUSTOM}/v1/token`, fields, basic(test.app.id, test.secret))).status;
    };
    const start = Date.now();
    try {
      expect([await inDays(6), await inDays(12), await inDays(20)]).toEqual([200, 200, 400]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe.each([
  ["the custom server", CUSTOM, ORG],
  ["the org's server", ORG, CUSTOM],
])("what %s issues", (_name, here, there) => {
  it("is a code that only it redeems, and that a visit to the other does not spend", async () => {
    await using test = await freshOrg();
    const code = await freshCode(test, { server: here });
    const headers = basic(test.app.id, test.secret);

    const elsewhere = await post(test, `${there}/v1/token`, code, headers);

    expect({ status: elsewhere.status, body: elsewhere.body }).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: "The authorization code is invalid or has expired." },
    });
    expect((await post(test, `${here}/v1/token`, code, headers)).status).toBe(200);
  });

  it("is a code whose run learns of the mix-up", async () => {
    await using test = await freshOrg();
    const run = await test.addRun({});
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    const code = await freshCode(test, { server: here, browser });

    await post(test, `${there}/v1/token`, code, basic(test.app.id, test.secret));

    expect((await test.events()).at(-1)).toMatchObject({ result: "FAILURE", reason: "invalid_grant", run: run.id });
  });

  it("is a refresh token that only it takes, introspects and revokes", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const { refresh_token = "" } = await tokensOf(test, here, "openid offline_access");
    const headers = basic(test.app.id, test.secret);
    const fields = { grant_type: "refresh_token", refresh_token };

    expect((await post(test, `${there}/v1/token`, fields, headers)).body).toEqual({
      error: "invalid_grant",
      error_description: "The refresh token is invalid or expired.",
    });
    expect((await post(test, `${there}/v1/introspect`, { token: refresh_token }, headers)).body).toEqual({
      active: false,
    });
    expect((await post(test, `${there}/v1/revoke`, { token: refresh_token }, headers)).status).toBe(200);
    expect((await post(test, `${here}/v1/introspect`, { token: refresh_token }, headers)).body.active).toBe(true);
    expect((await post(test, `${here}/v1/token`, fields, headers)).status).toBe(200);
  });

  it("is an access token that only its own userinfo, introspection and revocation know", async () => {
    await using test = await freshOrg();
    const { access_token: token = "", id_token = "" } = await tokensOf(test, here);
    const headers = basic(test.app.id, test.secret);

    expect((await userinfo(test, there, token)).status).toBe(401);
    expect((await post(test, `${there}/v1/introspect`, { token }, headers)).body).toEqual({ active: false });
    expect((await post(test, `${there}/v1/revoke`, { token }, headers)).status).toBe(200);
    expect((await userinfo(test, here, token)).status).toBe(200);
    expect((await post(test, `${here}/v1/introspect`, { token }, headers)).body.active).toBe(true);
    expect((await userinfo(test, here, id_token)).status).toBe(401); // also where one key signs both
  });

  it("is an ID token that only it takes as the hint of a sign-out", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const code = await freshCode(test, { server: here, browser });
    const { id_token = "", access_token = "" } = (
      await post(test, `${here}/v1/token`, code, basic(test.app.id, test.secret))
    ).body;
    const logout = (server: string, hint: string) => browser.get(`${server}/v1/logout?id_token_hint=${hint}`);

    expect((await logout(there, id_token)).status).toBe(400);
    expect((await logout(here, access_token)).status).toBe(400);
    expect(browser.cookies.has("idx")).toBe(true);
    expect((await logout(here, id_token)).status).toBe(302);
    expect(browser.cookies.has("idx")).toBe(false);
  });

  it("is refused by a relying party that was told the other issuer", async () => {
    await using test = await freshOrg();
    const issuerOf = (server: string) => test.origin + (server === ORG ? "" : server);
    const authentication = client.ClientSecretBasic(test.secret);
    const config = await relyingParty(issuerOf(here), test.app.id, authentication);
    const other = await relyingParty(issuerOf(there), test.app.id, authentication);
    const { supportsPKCE: _, ...metadata } = config.serverMetadata();
    const mixed = new client.Configuration(
      { ...metadata, issuer: issuerOf(there), jwks_uri: other.serverMetadata().jwks_uri },
      test.app.id,
      undefined,
      authentication,
    );
    client.allowInsecureRequests(mixed);

    await expect(signInAs(new Browser(test.origin), mixed, test.ada.id)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/"iss"/) },
    });
  });
});
