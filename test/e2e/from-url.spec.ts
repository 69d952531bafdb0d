/** `appint create --from-url` as people and scripts run it: what it takes, what it says of it, and who wins. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorize, type SmallApp, smallApp } from "../app-look/small-app.js";
import { type FreshOrg, freshOrg } from "./built-cli.js";

const METADATA = `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:wiki">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
  <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="<app>/acs" index="0"/>
  </md:SPSSODescriptor></md:EntityDescriptor>`;

interface Created {
  label: string;
  signOnMode: string;
  credentials: { oauthClient: Record<string, unknown> };
  settings: { oauthClient: Record<string, unknown>; signOn: Record<string, unknown> };
}

describe("appint create --from-url", () => {
  let org: FreshOrg;
  let app: SmallApp;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("users list --quiet");
    const pkce = { code_challenge: "x", code_challenge_method: "S256", scope: "openid offline_access" };
    app = await smallApp({
      "/": '<title>Shop | Home</title><a href="/login">Log in</a>',
      "/login": `→ ${authorize(pkce)}`,
      "/logout": "→ /",
      "/pushed": "→ https://idp.example.com/authorize?client_id=x&request_uri=urn:ietf:params:oauth:request_uri:1",
      "/metadata": METADATA,
    });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await org[Symbol.asyncDispose]();
  });

  it("creates the app from what it saw and guessed, and says which is which on stderr", async () => {
    const { stdout, stderr } = await org.done(["create", "--from-url", `${app.url}/`, "--json"]);

    const created = JSON.parse(stdout) as Created;
    expect(created).toMatchObject({ label: "Shop", signOnMode: "OPENID_CONNECT" });
    expect(created.settings.oauthClient).toMatchObject({
      redirect_uris: [`${app.url}/callback`],
      post_logout_redirect_uris: [`${app.url}/`],
      initiate_login_uri: `${app.url}/login`,
      grant_types: ["authorization_code", "refresh_token"],
    });
    expect(created.credentials.oauthClient).toMatchObject({ pkce_required: true });
    expect(stderr.replaceAll(app.url, "<app>")).toBe(`Looked at <app>/: 4 requests, all of them to the app
  saw      OIDC - OpenID Connect: GET /login leads to an authorize request for idp.example.com, which was read and not sent
  guessed  App integration name = Shop: the title of its page
  saw      Sign-in redirect URIs = <app>/callback: redirect_uri of the authorize request
  guessed  Sign-out redirect URIs = <app>/: where its sign-out leads
  guessed  Initiate login URI = <app>/login: opening it begins a sign-in
  saw      Require PKCE = yes: code_challenge of the authorize request (S256)
  saw      Grant types = authorization_code, refresh_token: response_type and scope of the authorize request
  guessed  Page that starts sign-in = <app>/login: opening it begins a sign-in
  note     client_id is app: give the app the Client ID that it gets here
  note     scope is openid offline_access
`);
    expect((await org.done("apps show shop")).stdout).toContain(`${app.url}/login`);
  });

  it("lets flags win, and is silent about what they leave no room for", async () => {
    const words = ["--name", "Kiosk", "--redirect-uri", "http://localhost/cb", "--auth-method", "none", "--json"];
    const { stdout, stderr } = await org.done(["create", "oidc", ...words, "--from-url", `${app.url}/login`]);

    const created = JSON.parse(stdout) as Created;
    expect(created.settings.oauthClient.redirect_uris).toEqual(["http://localhost/cb"]);
    expect(created.label).toBe("Kiosk");
    expect(stderr).toMatch(/ saw +Sign-in redirect URIs = .*\/callback: .*; --redirect-uri wins\n/);
    expect(stderr).not.toMatch(/App integration name|Require PKCE/);
  });

  it("takes the metadata of an SP that shows no sign-in, and the kind that is asked for", async () => {
    const { stdout, stderr } = await org.done(["create", "saml", "--from-url", `${app.url}/`, "--json"]);

    const created = JSON.parse(stdout) as Created;
    expect(created.settings.signOn).toMatchObject({ ssoAcsUrl: `${app.url}/acs`, audience: "urn:wiki" });
    expect(stderr).toContain(`its metadata is at ${app.url}/metadata`);
  });

  it("names what is missing where the app does not show it, with what it showed", async () => {
    const result = await org.appint(["create", "--from-url", `${app.url}/pushed`, "--json"]);

    expect(result).toMatchObject({ status: 2, stdout: "" });
    const told = JSON.parse(result.stderr) as { code: string; fix: string; notes: string[] };
    expect(told).toMatchObject({ code: "MISSING_VALUES", fix: expect.stringContaining("--redirect-uri") });
    expect(told.notes.join("\n")).toContain("the request was pushed (PAR)");
  });
});
