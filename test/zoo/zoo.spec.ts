import { readdir, readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { authnRequestIn, type OidcProvider, oidcProvider, textOf } from "../peers/harness/provider.js";
import { type SamlIdp, samlIdp } from "../peers/harness/saml-idp.js";
import { cookiesOf, visit } from "../peers/harness/visit.js";
import * as appNotListening from "./app-not-listening.js";
import * as crashOnCallback from "./crash-on-callback.js";
import * as deepLinkLost from "./deep-link-lost.js";
import * as redirectUriMismatch from "./oidc-redirect-uri-mismatch.js";
import * as oidcStateCookieLost from "./oidc-state-cookie-lost.js";
import * as oidcWrongAuthMethod from "./oidc-wrong-auth-method.js";
import * as oidcWrongSecret from "./oidc-wrong-secret.js";
import * as pageNotProtected from "./page-not-protected.js";
import * as greetsEveryone from "./page-that-greets-everyone.js";
import * as publicPage from "./public-page.js";
import * as redirectLoop from "./redirect-loop.js";
import * as acsMismatch from "./saml-acs-mismatch.js";
import * as audienceMismatch from "./saml-audience-mismatch.js";
import * as samlStateCookieLost from "./saml-state-cookie-lost.js";
import * as wrongCertificate from "./saml-wrong-certificate.js";
import type { RunningApp } from "./variation.js";

describe("the zoo", () => {
  let provider: OidcProvider;
  let idp: SamlIdp;
  let app: RunningApp;

  beforeAll(async () => {
    provider = await oidcProvider();
    idp = await samlIdp();
  });
  afterAll(() => Promise.all([provider.close(), idp.close()]));
  afterEach(() => app.close());

  const oidc = (more = {}) => ({
    protocol: "oidc" as const,
    env: { OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: "0oaZoo", OIDC_CLIENT_SECRET: "secret" },
    ...more,
  });
  const saml = (more = {}) => ({ protocol: "saml" as const, env: { SAML_METADATA_URL: idp.metadataUrl }, ...more });

  /** The response that a provider set up for a healthy sample would post. */
  const dashboardSignIn = (changed: Parameters<SamlIdp["respond"]>[2] = {}) =>
    visit(`${app.url}/saml/acs`, {
      form: { SAMLResponse: idp.respond(`${app.url}/saml/acs`, `${app.url}/saml/metadata`, changed) },
    });

  it.each<[redirectUriMismatch.RedirectUriVariant, (url: string) => string]>([
    ["path", (url) => `${url}/auth/callback`],
    ["trailing-slash", (url) => `${url}/callback/`],
    ["host", (url) => `${url.replace("localhost", "127.0.0.1")}/callback`],
    ["port", (url) => `${url.replace(/\d+$/, (port) => String(Number(port) - 1))}/callback`],
    ["scheme", (url) => `${url.replace("http:", "https:")}/callback`],
  ])("sends a redirect URI that differs in its %s", async (differs, expected) => {
    app = await redirectUriMismatch.start(oidc({ differs }));
    const { location } = await visit(`${app.url}/login`);
    expect(location?.searchParams.get("redirect_uri")).toBe(expected(app.url));
  });

  it("keeps its state in a Strict cookie", async () => {
    app = await oidcStateCookieLost.start(oidc());
    expect((await visit(`${app.url}/login`)).setCookie[0]).toMatch(/SameSite=Strict$/);
  });

  it("keeps its state in a Lax cookie", async () => {
    app = await samlStateCookieLost.start(saml());
    expect((await visit(`${app.url}/login`)).setCookie[0]).toMatch(/SameSite=Lax$/);
  });

  it("has its ACS elsewhere", async () => {
    app = await acsMismatch.start(saml());
    const { location } = await visit(`${app.url}/login`);
    const request = authnRequestIn(location ?? new URL("about:blank"));
    expect(request.getAttribute("AssertionConsumerServiceURL")).toBe(`${app.url}/sso/acs`);
    expect((await dashboardSignIn()).status).toBe(404);
  });

  it("has another audience", async () => {
    app = await audienceMismatch.start(saml());
    const { location } = await visit(`${app.url}/login`);
    expect(textOf(authnRequestIn(location ?? new URL("about:blank")), "Issuer")).toBe(`${app.url}/saml/metadata/`);
    const answer = await dashboardSignIn();
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("audience mismatch");
  });

  it("trusts another certificate", async () => {
    app = await wrongCertificate.start(saml());
    const answer = await dashboardSignIn();
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("Invalid document signature");
  });

  it("shows its protected page to everybody, and signs in all the same", async () => {
    app = await pageNotProtected.start(saml());
    const signIn = await dashboardSignIn();
    const anonymous = await visit(`${app.url}/reports`);
    expect(anonymous.status).toBe(200);
    expect((await visit(`${app.url}/reports`, { cookies: cookiesOf(signIn) })).body).toBe(anonymous.body);
    expect((await visit(`${app.url}/me`, { cookies: cookiesOf(signIn) })).status).toBe(200);
  });

  it("greets everybody by one name", async () => {
    app = await greetsEveryone.start(oidc());
    expect((await visit(`${app.url}/reports`)).body).toContain("Signed in as ada@example.com");
    expect((await visit(`${app.url}/me`)).status).toBe(401);
  });

  it("has no sign-in at all", async () => {
    app = await publicPage.start();
    const pages = await Promise.all(["/", "/login", "/reports"].map((path) => visit(app.url + path)));
    expect(new Set(pages.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
  });

  it("forgets the page asked for", async () => {
    app = await deepLinkLost.start(saml());
    const login = await visit(`${app.url}/reports?q=1`);
    expect(login.location?.pathname).toBe("/login");
    const { location } = await visit(login.location ?? "");
    const inResponseTo = authnRequestIn(location ?? new URL("about:blank")).getAttribute("ID") ?? "";
    expect((await dashboardSignIn({ inResponseTo })).location?.href).toBe(`${app.url}/`);
  });

  it("breaks on the provider's answer", async () => {
    for (const [options, path, form] of [
      [saml(), "/saml/acs", { SAMLResponse: "x" }],
      [oidc(), "/callback", undefined],
    ] as const) {
      app = await crashOnCallback.start(options);
      const answer = await visit(app.url + path, { form });
      expect(answer.status).toBe(500);
      expect(answer.body).toContain(crashOnCallback.CRASH);
      expect((await visit(`${app.url}/login`)).status).toBe(303);
      await app.close();
    }
    app = await publicPage.start();
  });

  it.each([
    ["missing", []],
    ["wrong-domain", [expect.stringMatching(/; Domain=app\.example\.com$/)]],
    ["wrong-path", [expect.stringContaining("Path=/signed-in;")]],
    ["forgotten", [expect.stringMatching(/^saml_sample=somewhere-else; Path=\/;/)]],
    ["late", [expect.stringMatching(/^saml_sample=[\w-]{40,}; Path=\/;/)]],
  ] as const)("loops, the session cookie being %s", async (cookie, expected) => {
    app = await redirectLoop.start(saml({ cookie }));
    const answer = await dashboardSignIn();
    expect(answer.status).toBe(303);
    expect(answer.setCookie).toEqual(expected);
  });

  it("uses another secret", async () => {
    app = await oidcWrongSecret.start(oidc());
    const away = await visit(`${app.url}/login`);
    const state = away.location?.searchParams.get("state");
    await visit(`${app.url}/callback?code=abc&state=${state}`, { cookies: cookiesOf(away) });
    const sent = provider.authorizations
      .slice(-1)
      .map((header) => decodeURIComponent(atob(header.replace("Basic ", ""))));
    expect(sent).toEqual(["0oaZoo:the-secret-of-another-app"]);
  });

  it.each<[oidcWrongAuthMethod.AuthMethodMistake, header: boolean]>([
    ["client-id-twice", true],
    ["secret-twice", true],
    ["no-secret", false],
    ["nothing", false],
    ["assertion", false],
  ])("authenticates in another way: %s", async (mistake, header) => {
    app = await oidcWrongAuthMethod.start({ ...oidc(), mistake });
    const away = await visit(`${app.url}/login`);
    const state = away.location?.searchParams.get("state");
    provider.authorizations.length = 0;
    await visit(`${app.url}/callback?code=abc&state=${state}`, { cookies: cookiesOf(away) });
    expect(provider.authorizations).toEqual([header ? expect.stringMatching(/^Basic /) : ""]);
  });

  it("is not there", async () => {
    app = await appNotListening.start();
    await expect(visit(app.url)).rejects.toThrow("ECONNREFUSED");
  });

  it("says of each app, in its first line, what the mistake is", async () => {
    const names = (await readdir(import.meta.dirname)).filter((name) => !/^(variation|zoo\.spec)\.ts$/.test(name));
    expect(names.length).toBeGreaterThan(13);
    for (const name of names) {
      expect(await readFile(new URL(name, import.meta.url), "utf8")).toMatch(/^\/\*\* The mistake: .+ \*\/\n/);
    }
    app = await publicPage.start();
  });
});
