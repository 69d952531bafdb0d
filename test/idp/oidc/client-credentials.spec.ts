/** An app that asks in its own name, by real clients; and what is refused it. */
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from "jose";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { type AppSettings, freshOrg, type TestOrg } from "../org.js";
import { basic, decoded, post } from "./token-calls.js";

const service = (more: AppSettings = {}): AppSettings => ({
  application_type: "service",
  redirect_uris: [],
  grant_types: ["client_credentials"],
  response_types: ["token"],
  granted_scopes: ["reports:read", "reports:write", "okta.users.read"],
  ...more,
});

const keyPair = async (alg = "RS256", kid = "k1") => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
};
const rsa = await keyPair();

const asks = (test: TestOrg, issuer: string, authentication: client.ClientAuth) =>
  client.discovery(new URL(`${test.origin}${issuer}`), test.app.id, undefined, authentication, {
    execute: [client.allowInsecureRequests],
    algorithm: "oauth2",
  });

const token = { grant_type: "client_credentials", scope: "reports:read" };
const atDefault = "/oauth2/default/v1/token";

describe("client credentials", () => {
  it.each([
    ["client_secret_basic", client.ClientSecretBasic],
    ["client_secret_post", client.ClientSecretPost],
    ["client_secret_jwt", client.ClientSecretJwt],
  ])("give a token of the custom server to a client that knows its secret: %s", async (method, authentication) => {
    await using test = await freshOrg(service({ token_endpoint_auth_method: method }));
    const config = await asks(test, "/oauth2/default", authentication(test.secret));

    const tokens = await client.clientCredentialsGrant(config, { scope: "reports:read reports:write" });

    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "reports:read reports:write" });
    expect(tokens).not.toHaveProperty("id_token");
    expect(tokens).not.toHaveProperty("refresh_token");
    const keys = createRemoteJWKSet(new URL(`${test.origin}/oauth2/default/v1/keys`));
    const issuer = `${test.origin}/oauth2/default`;
    const { payload } = await jwtVerify(tokens.access_token, keys, { issuer, audience: "api://default" });
    expect(payload).toMatchObject({
      ver: 1,
      sub: test.app.id,
      cid: test.app.id,
      scp: ["reports:read", "reports:write"],
      jti: expect.stringMatching(/^AT\./),
    });
    expect(payload).not.toHaveProperty("uid");
    expect(payload).not.toHaveProperty("auth_time");
    const [event] = (await test.events()).filter(({ eventType }) => eventType.includes("token.grant"));
    expect(event).toMatchObject({
      eventType: "app.oauth2.as.token.grant.access_token",
      body: {
        actor: { id: test.app.id, type: "PublicClientApp" },
        debugContext: { debugData: { grantType: "client_credentials", clientAuthType: method } },
      },
    });
    expect(test.defects).toEqual([]);
  });

  it.each(["RS256", "RS512", "ES256", "ES384"])("give one to a client that signs with its key: %s", async (alg) => {
    const { privateKey, jwk } = alg === "RS256" ? rsa : await keyPair(alg);
    await using test = await freshOrg(
      service({ token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [jwk] } }),
    );
    const config = await asks(test, "", client.PrivateKeyJwt({ key: privateKey, kid: "k1" }));

    const tokens = await client.clientCredentialsGrant(config, { scope: "okta.users.read" });

    expect(decoded(tokens.access_token)).toMatchObject({
      iss: test.origin,
      aud: test.origin,
      sub: test.app.id,
      scp: ["okta.users.read"],
    });
    expect((await test.events()).map(({ eventType }) => eventType)).toContain("app.oauth2.token.grant.access_token");
    expect(test.defects).toEqual([]);
  });

  it("are introspected and revoked like every other token, by their client alone", async () => {
    await using test = await freshOrg(service());
    const other = await test.addApp();
    const headers = basic(test.app.id, test.secret);
    const { access_token = "" } = (await post(test, atDefault, token, headers)).body;
    const ask = async (as: Record<string, string>) =>
      (await post(test, "/oauth2/default/v1/introspect", { token: access_token }, as)).body;

    const told = await ask(headers);
    expect(told).toMatchObject({ active: true, sub: test.app.id, client_id: test.app.id, scope: "reports:read" });
    expect(told).not.toHaveProperty("uid");
    expect(told).not.toHaveProperty("username");
    expect(await ask(basic(other.app.id, other.secret))).toEqual({ active: false });
    // It is about nobody, so userinfo has nothing to tell.
    const userinfo = await fetch(`${test.origin}/oauth2/default/v1/userinfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(userinfo.status).toBe(403);
    expect(userinfo.headers.get("www-authenticate")).toContain("insufficient_scope");

    await post(test, "/oauth2/default/v1/revoke", { token: access_token }, headers);

    expect(await ask(headers)).toEqual({ active: false });
  });

  it.each([
    ["a scope that was not granted", { scope: "reports:delete" }, /^One or more scopes are not configured/],
    ["one that was and one that was not", { scope: "reports:read admin" }, /^One or more scopes are not configured/],
    ["scopes of OpenID", { scope: "openid" }, /^One or more scopes are not configured/],
    ["a scope of the platform's API", { scope: "okta.users.read" }, /^One or more scopes are not configured/],
    ["no scope", { scope: "" }, /^No scopes were requested/],
  ])("are refused %s at a custom server", async (_title, more, description) => {
    await using test = await freshOrg(service());

    const answer = await post(test, atDefault, { ...token, ...more }, basic(test.app.id, test.secret));

    expect(answer).toMatchObject({
      status: 400,
      body: { error: "invalid_scope", error_description: expect.stringMatching(description) },
    });
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.as.token.grant",
      result: "FAILURE",
      reason: "invalid_scope",
    });
  });

  it("are refused at the org's own server to who has a secret, and for scopes of its own to everybody", async () => {
    await using test = await freshOrg(service());
    const keyed = await test.addApp(
      service({ token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [rsa.jwk] } }),
    );

    const secret = await post(test, "token", { ...token, scope: "okta.users.read" }, basic(test.app.id, test.secret));
    expect(secret).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(secret.body.error_description).toContain("must use the private_key_jwt token_endpoint_auth_method");
    const config = await asks(
      { ...test, app: keyed.app, origin: test.origin },
      "",
      client.PrivateKeyJwt(rsa.privateKey),
    );
    for (const scope of ["reports:read", "okta.groups.read", "okta.users.read okta.users.manage"])
      await expect(client.clientCredentialsGrant(config, { scope })).rejects.toMatchObject({ error: "invalid_scope" });
  });

  it("are refused to an app without the grant, and to one that is inactive", async () => {
    await using test = await freshOrg({ granted_scopes: ["reports:read"] });
    const headers = basic(test.app.id, test.secret);

    expect((await post(test, atDefault, token, headers)).body.error).toBe("unauthorized_client");
    await test.editApp({ ...test.app, document: { ...test.app.document }, status: "INACTIVE" });
    expect((await post(test, atDefault, token, headers)).body.error).toBe("invalid_client");
  });

  it("sign nobody in: the authorize endpoint refuses the app", async () => {
    await using test = await freshOrg(service());
    const query = new URLSearchParams({
      client_id: test.app.id,
      redirect_uri: "http://localhost:3000/callback",
      response_type: "token",
      scope: "openid",
      state: "s",
    });
    const answer = await fetch(`${test.origin}/oauth2/v1/authorize?${query}`, { redirect: "manual" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("API service");
  });
});

describe("DPoP", () => {
  it("binds the token to the client's key, with a nonce of the server", async () => {
    await using test = await freshOrg(service({ dpop_bound_access_tokens: true }));
    const config = await asks(test, "/oauth2/default", client.ClientSecretBasic(test.secret));
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));

    const tokens = await client.clientCredentialsGrant(config, { scope: "reports:read" }, { DPoP });

    expect(tokens.token_type).toBe("dpop");
    expect(decoded(tokens.access_token).cnf).toEqual({ jkt: expect.stringMatching(/^[\w-]{43}$/) });
    expect(test.defects).toEqual([]);
  });

  it("is a duty where the app says so", async () => {
    await using test = await freshOrg(service({ dpop_bound_access_tokens: true }));
    expect(await post(test, atDefault, token, basic(test.app.id, test.secret))).toMatchObject({
      status: 400,
      body: { error: "invalid_dpop_proof", error_description: "The DPoP proof JWT header is missing." },
    });
  });
});
