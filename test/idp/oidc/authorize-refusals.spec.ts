import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg, redirectUri, type TestOrg } from "../org.js";

/** Shared by the refusals: they leave nothing behind but log events. */
let test: TestOrg;
beforeAll(async () => {
  test = await freshOrg();
});
afterAll(() => test[Symbol.asyncDispose]());

const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

function authorizeUrl(test: TestOrg, change: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  const parameters = {
    client_id: test.app.id,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid",
    state: "s-1",
    ...change,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `/oauth2/v1/authorize?${query}`;
}

describe("an authorize request whose answer has nowhere to go gets a page", () => {
  it.each([
    ["an unknown client", { client_id: "0oaUnknown0000000000" }],
    ["no client at all", { client_id: undefined }],
  ])("for %s", async (_name, change) => {
    const page = await new Browser(test.origin).get(authorizeUrl(test, change));

    expect(page.status).toBe(400);
    expect(page.location).toBe("");
    expect(page.text).toContain("Invalid value for &#39;client_id&#39; parameter.");
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.authorize",
      result: "FAILURE",
      reason: "invalid_client",
    });
  });

  it("for an inactive app, and names the command that activates it", async () => {
    await using test = await freshOrg();
    await test.editApp({ ...test.app, status: "INACTIVE" });

    const page = await new Browser(test.origin).get(authorizeUrl(test));

    expect(page.status).toBe(400);
    expect(page.text).toContain("appint apps activate app-1");
  });

  it.each([
    ["one with a slash too many", `${redirectUri}/`],
    ["another port", "http://localhost:3001/callback"],
    ["another host", "http://127.0.0.1:3000/callback"],
    ["https instead of http", "https://localhost:3000/callback"],
    ["other capitals", "http://localhost:3000/Callback"],
    ["a query behind it", `${redirectUri}?x=1`],
    ["a fragment behind it", `${redirectUri}#x`],
    ["somebody else's", "https://evil.example/callback"],
    ["none", undefined],
  ])("for a redirect URI that is not registered: %s", async (_name, redirect_uri) => {
    const page = await new Browser(test.origin).get(authorizeUrl(test, { redirect_uri }));

    expect(page.status).toBe(400);
    expect(page.location).toBe("");
    expect(page.text).toContain("must be a Login redirect URI in the client app settings");
    expect(page.text).toContain(redirectUri);
    expect(page.text).toContain(`appint apps edit app-1 --redirect-uri ${redirectUri} --redirect-uri `);
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.authorize",
      reason: "mismatched_redirect_uri",
    });
  });

  it("escapes what was sent", async () => {
    const page = await new Browser(test.origin).get(
      authorizeUrl(test, { redirect_uri: '"><script>alert(1)</script>' }),
    );

    expect(page.text).not.toContain("<script>alert");
  });

  it("for a parameter that is sent twice", async () => {
    const page = await new Browser(test.origin).get(`${authorizeUrl(test)}&state=s-2`);

    expect(page.status).toBe(400);
    expect(page.text).toContain("&#39;state&#39; parameter is sent more than once");
  });
});

describe("an authorize request that breaks a rule is answered at the redirect URI", () => {
  it.each([
    [
      "no state",
      { state: undefined },
      "invalid_request",
      "The authentication request has an invalid 'state' parameter.",
    ],
    ["empty state", { state: "" }, "invalid_request", "The authentication request has an invalid 'state' parameter."],
    [
      "a response type that the app has not",
      { response_type: "none" },
      "unsupported_response_type",
      "The response type is not supported by the authorization server. Configured response types: [code].",
    ],
    [
      "no response type",
      { response_type: undefined },
      "invalid_request",
      "The authentication request has an invalid 'response_type' parameter.",
    ],
    [
      "an unknown response mode",
      { response_mode: "web_message" },
      "unsupported_response_mode",
      "The response mode 'web_message' is not supported.",
    ],
    [
      "no scope",
      { scope: undefined },
      "invalid_request",
      "The authentication request has an invalid 'scope' parameter.",
    ],
    [
      "a custom scope",
      { scope: "openid payroll.read" },
      "invalid_scope",
      "Custom scopes are not allowed for this request.",
    ],
    [
      "no openid scope",
      { scope: "profile" },
      "access_denied",
      "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
    ],
    [
      "a plain challenge",
      { code_challenge: challenge, code_challenge_method: "plain" },
      "invalid_request",
      "The authentication request has an invalid 'code_challenge_method' parameter.",
    ],
    [
      "a challenge without its method, which would be plain",
      { code_challenge: challenge },
      "invalid_request",
      "The authentication request has an invalid 'code_challenge_method' parameter.",
    ],
    [
      "a challenge that is none",
      { code_challenge: "short", code_challenge_method: "S256" },
      "invalid_request",
      "The authentication request has an invalid 'code_challenge' parameter.",
    ],
    [
      "prompt=none with another prompt",
      { prompt: "none login" },
      "invalid_request",
      "The authentication request has an invalid 'prompt' parameter.",
    ],
    [
      "a max_age that is no number",
      { max_age: "-1" },
      "invalid_request",
      "The authentication request has an invalid 'max_age' parameter.",
    ],
    ["a request object", { request: "e30.e30." }, "request_not_supported", "The 'request' parameter is not supported."],
    [
      "prompt=none without a session",
      { prompt: "none" },
      "login_required",
      "The client specified not to prompt, but the user is not logged in.",
    ],
  ])("%s", async (_name, change, error, text) => {
    const answer = await new Browser(test.origin).get(authorizeUrl(test, change));

    expect(answer.status).toBe(302);
    expect(answer.location.startsWith(`${redirectUri}?`)).toBe(true);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    const query = Object.fromEntries(new URL(answer.location).searchParams);
    const state = "state" in change ? {} : { state: "s-1" };
    expect(query).toEqual({ ...state, error, error_description: text });
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "app.oauth2.authorize", result: "FAILURE" });
  });

  it("a public client without PKCE", async () => {
    await using test = await freshOrg({ token_endpoint_auth_method: "none" });

    const answer = await new Browser(test.origin).get(authorizeUrl(test));

    expect(new URL(answer.location).searchParams.get("error_description")).toBe(
      "PKCE code challenge is required when the token endpoint authentication method is 'NONE'.",
    );
  });

  it("a confidential client without PKCE where the app requires it", async () => {
    await using test = await freshOrg({ pkce_required: true });

    const answer = await new Browser(test.origin).get(authorizeUrl(test));

    expect(new URL(answer.location).searchParams.get("error")).toBe("invalid_request");
  });

  it("an app without the authorization_code grant", async () => {
    await using test = await freshOrg({ grant_types: ["client_credentials"] });

    const answer = await new Browser(test.origin).get(authorizeUrl(test));

    expect(Object.fromEntries(new URL(answer.location).searchParams)).toEqual({
      state: "s-1",
      error: "unauthorized_client",
      error_description:
        "The client is not authorized to use the provided grant type. Configured grant types: [client_credentials].",
    });
  });

  it("in the response mode that was asked for", async () => {
    const browser = new Browser(test.origin);

    const fragment = await browser.get(authorizeUrl(test, { prompt: "none", response_mode: "fragment" }));
    const form = await browser.get(authorizeUrl(test, { prompt: "none", response_mode: "form_post" }));

    expect(new URL(fragment.location).hash).toContain("error=login_required");
    expect(form.status).toBe(200);
    expect(form.text).toContain('<input type="hidden" name="error" value="login_required">');
  });
});

describe("an authorize request that comes by POST", () => {
  it("is sent on to the GET, so that the session's cookie arrives", async () => {
    const fields = Object.fromEntries(new URL(authorizeUrl(test), test.origin).searchParams);

    const answer = await new Browser(test.origin).post("/oauth2/v1/authorize", fields);

    expect(answer.status).toBe(303);
    expect(answer.location).toBe(authorizeUrl(test));
  });
});
