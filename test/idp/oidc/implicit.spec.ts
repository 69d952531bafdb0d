import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg, redirectUri, type TestOrg } from "../org.js";
import { begin, relyingParty } from "../relying-party.js";
import { decoded } from "./token-calls.js";

/** An app with every box of the implicit grant, for the requests that leave it as it is. */
let test: TestOrg;
let browser: Browser;
beforeAll(async () => {
  test = await freshOrg({
    grant_types: ["authorization_code", "implicit", "refresh_token"],
    response_types: ["code", "id_token", "token"],
  });
  browser = new Browser(test.origin);
  await browser.signIn(await browser.go(ask({ response_type: "code" })), { user: test.ada.id });
});
afterAll(() => test[Symbol.asyncDispose]());

function ask(change: Record<string, string>, app = test.app.id): string {
  const query = new URLSearchParams({
    client_id: app,
    redirect_uri: redirectUri,
    response_type: "id_token",
    scope: "openid profile email",
    state: "s",
    nonce: "n",
    ...change,
  });
  for (const [name, value] of Object.entries(change)) if (value === "") query.delete(name);
  return `/oauth2/v1/authorize?${query}`;
}
const fragmentOf = (location: string) => Object.fromEntries(new URLSearchParams(new URL(location).hash.slice(1)));
const eventsSince = async (count: number) => (await test.events()).slice(count).map(({ eventType }) => eventType);

describe("a response without a detour over the token endpoint", () => {
  it("is a full ID token in the fragment, bound to the nonce", async () => {
    const before = (await test.events()).length;
    const back = await browser.get(ask({}));

    const { state, id_token, ...rest } = fragmentOf(back.location);
    expect([state, rest]).toEqual(["s", {}]);
    expect(new URL(back.location).search).toBe("");
    expect(back.headers.get("referrer-policy")).toBe("no-referrer");
    expect(decoded(id_token)).toMatchObject({
      iss: test.origin,
      aud: test.app.id,
      sub: test.ada.id,
      nonce: "n",
      given_name: "Ada",
      locale: "en_GB",
      email_verified: true,
    });
    expect(decoded(id_token)).not.toHaveProperty("at_hash");
    expect(await eventsSince(before)).toEqual(["app.oauth2.authorize.implicit.id_token", "user.authentication.sso"]);
  });

  it("is thin beside an access token, which userinfo takes", async () => {
    const before = (await test.events()).length;
    const answer = fragmentOf((await browser.get(ask({ response_type: "token id_token" }))).location);

    expect(decoded(answer.id_token)).toMatchObject({ at_hash: expect.any(String), name: "Ada Lovelace" });
    expect(decoded(answer.id_token)).not.toHaveProperty("given_name");
    expect(answer).toMatchObject({ token_type: "Bearer", expires_in: "3600", scope: "openid profile email" });
    expect(decoded(answer.access_token)).toMatchObject({
      sub: "ada@example.com",
      uid: test.ada.id,
      auth_time: expect.any(Number),
    });
    const headers = { authorization: `Bearer ${answer.access_token}` };
    expect(await (await fetch(`${test.origin}/oauth2/v1/userinfo`, { headers })).json()).toMatchObject({
      given_name: "Ada",
    });
    expect(await eventsSince(before)).toEqual([
      "app.oauth2.authorize.implicit.id_token",
      "app.oauth2.authorize.implicit.access_token",
      "user.authentication.sso",
    ]);
    expect(JSON.stringify(await test.events())).not.toContain(answer.access_token);
  });

  it("names the user as the app knows them in an access token of a custom server", async () => {
    const path = ask({ response_type: "id_token token" }).replace("/oauth2/", "/oauth2/default/");
    const { access_token, id_token } = fragmentOf((await browser.get(path)).location);

    expect(decoded(access_token)).toMatchObject({ aud: "api://default", sub: "ada@example.com" });
    expect(decoded(id_token)).toMatchObject({ iss: `${test.origin}/oauth2/default` });
  });

  it("satisfies a careful relying party: hybrid, with the code redeemed afterwards", async () => {
    const config = await relyingParty(test.origin, test.app.id, client.ClientSecretPost(test.secret));
    client.useCodeIdTokenResponseType(config);
    const { url, checks } = await begin(config);

    const back = new URL((await browser.get(url)).location);

    const tokens = await client.authorizationCodeGrant(config, back, checks);
    expect(tokens.claims()).toMatchObject({ sub: test.ada.id, at_hash: expect.any(String) });
    expect(decoded(fragmentOf(back.href).id_token)).toMatchObject({ c_hash: expect.any(String), given_name: "Ada" });
  });

  it("satisfies a relying party of the implicit flow by form_post", async () => {
    const config = await relyingParty(test.origin, test.app.id, client.None());
    client.useIdTokenResponseType(config);
    const { url, checks } = await begin(config, { response_mode: "form_post", scope: "openid" });

    const page = await browser.get(url);

    const fields = [...page.text.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const body = new URLSearchParams(fields);
    const request = new Request(redirectUri, { method: "POST", body });
    const claims = await client.implicitAuthentication(config, request, checks.expectedNonce, {
      expectedState: checks.expectedState,
    });
    expect(claims.sub).toBe(test.ada.id);
    expect(page.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
  });

  it("gives a refresh token with the code alone", async () => {
    const { location } = await browser.get(ask({ response_type: "id_token", scope: "openid offline_access" }));
    expect(fragmentOf(location)).toHaveProperty("id_token");
    expect(decoded(fragmentOf(location).id_token)).not.toHaveProperty("scope");
  });
});

describe("the message to the app's own page", () => {
  it("holds the answer, may be framed by the app alone, and goes to its origin", async () => {
    const page = await browser.get(ask({ response_mode: "okta_post_message", prompt: "none" }));

    expect(page.status).toBe(200);
    expect(page.headers.get("x-frame-options")).toBeNull();
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors http://localhost:3000;");
    expect(page.text).toContain('data-origin="http://localhost:3000"');
    const answer = JSON.parse((/data-answer="([^"]*)"/.exec(page.text)?.[1] ?? "").replaceAll("&quot;", '"'));
    expect(Object.keys(answer).sort()).toEqual(["id_token", "state"]);
  });

  it("tells an error in the same way", async () => {
    const page = await new Browser(test.origin).get(ask({ response_mode: "okta_post_message", prompt: "none" }));

    expect(page.text).toContain("&quot;error&quot;:&quot;login_required&quot;");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors http://localhost:3000;");
  });

  it("cannot break out of the page by its state", async () => {
    const page = await browser.get(ask({ response_mode: "okta_post_message", state: `"></body><script>x</script>` }));

    expect(page.text).not.toContain("<script>x");
  });
});

describe("a response type", () => {
  it.each([
    ["no nonce", { nonce: "" }, "invalid_request", "invalid 'nonce' parameter"],
    ["no openid", { scope: "profile" }, "access_denied", "'openid' scope"],
    ["token alone", { response_type: "token" }, "unsupported_response_type", "[code, id_token, token]"],
    ["a word of its own", { response_type: "id_token cookie" }, "unsupported_response_type", "[code, id_token, token]"],
    ["tokens in the query", { response_mode: "query" }, "unsupported_response_mode", "'query' is not supported"],
  ])("is refused in the fragment: %s", async (_name, change, error, text) => {
    const { location } = await browser.get(ask(change));
    expect(new URL(location).search).toBe("");
    const answer = fragmentOf(location);
    expect(answer).toMatchObject({ error, state: "s" });
    expect(answer.error_description).toContain(text);
  });

  it("must be one of the app's, and so must its grant", async () => {
    const code = await test.addApp();
    const halfway = await test.addApp({ grant_types: ["authorization_code"], response_types: ["code", "id_token"] });
    const only = await test.addApp({ grant_types: ["implicit"], response_types: ["id_token"] });
    const of = async (app: string, response_type: string) =>
      fragmentOf((await browser.get(ask({ response_type, response_mode: "fragment" }, app))).location);

    expect(await of(code.app.id, "id_token")).toMatchObject({ error: "unsupported_response_type" });
    expect(await of(code.app.id, "code id_token")).toMatchObject({ error: "unsupported_response_type" });
    expect(await of(halfway.app.id, "code id_token")).toMatchObject({
      error: "unauthorized_client",
      error_description:
        "The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].",
    });
    expect(await of(only.app.id, "code")).toMatchObject({ error: "unsupported_response_type" });
    expect(await of(only.app.id, "id_token")).toHaveProperty("id_token");
  });

  it("is announced as it works", async () => {
    const { response_types_supported, response_modes_supported, grant_types_supported } = (await (
      await fetch(`${test.origin}/.well-known/openid-configuration`)
    ).json()) as Record<string, string[]>;
    expect(response_modes_supported).toEqual(["query", "fragment", "form_post", "okta_post_message"]);
    expect(grant_types_supported).toContain("implicit");
    for (const response_type of response_types_supported ?? []) {
      const { location } = await browser.get(ask({ response_type, response_mode: "fragment" }));
      const wanted = response_type.split(" ").map((word) => (word === "token" ? "access_token" : word));
      expect(Object.keys(fragmentOf(location)), response_type).toEqual(expect.arrayContaining(wanted));
    }
  });

  it("implicit is no grant of the token endpoint", async () => {
    const body = new URLSearchParams({ grant_type: "implicit", client_id: test.app.id, client_secret: test.secret });
    const answer = await fetch(`${test.origin}/oauth2/v1/token`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ error: "unsupported_grant_type" });
  });

  it("has a wildcard redirect URI answered where it was asked, and nowhere else", async () => {
    const { app } = await test.addApp({
      redirect_uris: ["https://pr-*.apps.example.com/cb"],
      wildcard_redirect: "SUBDOMAIN",
    });
    const good = "https://pr-17.apps.example.com/cb";
    const asked = async (uri: string) => browser.get(ask({ response_type: "code", redirect_uri: uri }, app.id));

    expect((await asked(good)).location).toMatch(/^https:\/\/pr-17\.apps\.example\.com\/cb\?code=/);
    expect((await asked("https://pr-1.7.apps.example.com/cb")).status).toBe(400);
    const exact = await test.addApp({ redirect_uris: ["https://pr-*.apps.example.com/cb"] });
    expect((await browser.get(ask({ response_type: "code", redirect_uri: good }, exact.app.id))).status).toBe(400);
  });

  it("goes to the scheme of a native app", async () => {
    const { app } = await test.addApp({
      application_type: "native",
      redirect_uris: ["com.example.app:/callback"],
      token_endpoint_auth_method: "none",
    });
    const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
    const redirect = { response_type: "code", redirect_uri: "com.example.app:/callback" };

    expect((await browser.get(ask({ ...redirect, ...challenge }, app.id))).location).toMatch(
      /^com\.example\.app:\/callback\?code=/,
    );
    expect((await browser.get(ask(redirect, app.id))).location).toMatch(
      /^com\.example\.app:\/callback\?state=s&error=invalid_request/,
    );
  });
});
