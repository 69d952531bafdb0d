import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, start } from "../../../templates/samples/oidc/app.js";
import { ownPage } from "../../../templates/samples/oidc/web.js";
import { type Listening, listen } from "../harness/listen.js";
import { type OidcProvider, oidcProvider } from "../harness/provider.js";
import { cookiesOf, visit } from "../harness/visit.js";

const SERVER = fileURLToPath(new URL("../../../templates/samples/oidc/server.js", import.meta.url));

describe("the OpenID Connect sample", () => {
  let provider: OidcProvider;
  let app: Listening;
  const env = () => ({ OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: "0oaSample", OIDC_CLIENT_SECRET: "secret" });

  beforeAll(async () => {
    provider = await oidcProvider();
    app = await start({ env: env() });
  });
  afterAll(() => Promise.all([app.close(), provider.close()]));

  /** Starts sign-in and comes back to the callback with the parameters instead of the provider's. */
  async function callback(change: (parameters: URLSearchParams) => void) {
    const away = await visit(`${app.url}/login?to=/reports`);
    const parameters = new URLSearchParams({ state: away.location?.searchParams.get("state") ?? "" });
    change(parameters);
    return visit(`${app.url}/callback?${parameters}`, { cookies: cookiesOf(away) });
  }

  it("shows everybody the home page, and nobody's name to an anonymous visitor", async () => {
    const { status, body } = await visit(app.url);
    expect(status).toBe(200);
    expect(body).toContain("Signed out");
    expect(body).not.toContain("Signed in");
  });

  it("tells an anonymous visitor of /me that nobody is signed in", async () => {
    expect(await visit(`${app.url}/me`)).toMatchObject({ status: 401, body: '{"error":"not signed in"}\n' });
  });

  it("sends an anonymous visitor of the reports to sign-in with the whole path", async () => {
    const { status, location, body } = await visit(`${app.url}/reports?q=a%20b&page=2`);
    expect(status).toBe(303);
    expect(location?.href).toBe(`${app.url}/login?to=%2Freports%3Fq%3Da%2520b%26page%3D2`);
    expect(body).toBe("");
  });

  it("asks for a code with PKCE, state and nonce, and keeps the session cookie from scripts", async () => {
    const { location, setCookie } = await visit(`${app.url}/login`);
    const asked = Object.fromEntries(location?.searchParams ?? []);
    expect(`${location?.origin}${location?.pathname}`).toBe(`${provider.url}/authorize`);
    expect(asked).toMatchObject({
      response_type: "code",
      client_id: "0oaSample",
      redirect_uri: `${app.url}/callback`,
      scope: "openid profile email",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(setCookie).toEqual([expect.stringMatching(/^oidc_sample=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
  });

  it("marks the cookie Secure when people reach it over https", async () => {
    const server = await listen(createApp({ ...env(), BASE_URL: "https://app.example.com" }));
    const { setCookie, location } = await visit(`${server.url}/login`);
    expect(setCookie[0]).toMatch(/; Secure$/);
    expect(location?.searchParams.get("redirect_uri")).toBe("https://app.example.com/callback");
    await server.close();
  });

  it("refuses a callback without the session that started it", async () => {
    const away = await visit(`${app.url}/login`);
    const state = away.location?.searchParams.get("state");
    const answer = await visit(`${app.url}/callback?code=abc&state=${state}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("state lost");
  });

  it("refuses a state of its own making", async () => {
    const answer = await callback((parameters) => parameters.set("state", "forged"));
    expect(answer).toMatchObject({ status: 400, setCookie: [] });
    expect(answer.body).toContain("state lost");
  });

  it("uses a state once", async () => {
    const away = await visit(`${app.url}/login`);
    const url = `${app.url}/callback?error=access_denied&state=${away.location?.searchParams.get("state")}`;
    expect((await visit(url, { cookies: cookiesOf(away) })).status).toBe(403);
    expect((await visit(url, { cookies: cookiesOf(away) })).body).toContain("state lost");
  });

  it("shows why the provider refused, escaped", async () => {
    const answer = await callback((parameters) => {
      parameters.set("error", "access_denied");
      parameters.set("error_description", '<img src=x onerror="alert(1)"> is not assigned');
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62; is not assigned");
    expect(answer.body).not.toContain("<img");
  });

  it("answers other refusals of the provider with 400 and their text", async () => {
    const answer = await callback((parameters) => {
      parameters.set("error", "invalid_scope");
      parameters.set("error_description", "One or more scopes are not configured");
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("invalid_scope: One or more scopes are not configured");
  });

  it("says what the token endpoint says when it refuses the client", async () => {
    const answer = await callback((parameters) => parameters.set("code", "abc"));
    expect(answer).toMatchObject({ status: 400, setCookie: [] });
    expect(answer.body).toContain("invalid_client: Client authentication failed.");
    expect(provider.authorizations).toEqual([`Basic ${btoa("0oaSample:secret")}`]);
  });

  it.each(["https://evil.example/", "//evil.example/", "/\\evil.example/", "/.//evil.example/", "javascript:alert(1)"])(
    "never sends anybody to %s after sign-in",
    (to) => {
      // The wanted page is kept on the server, so its guard is asked directly.
      expect(new URL(ownPage(to, app.url)).origin).toBe(app.url);
    },
  );

  it("starts sign-in when its own provider's dashboard asks for it", async () => {
    const { status, location } = await visit(
      `${app.url}/initiate?iss=${encodeURIComponent(provider.url)}&login_hint=ada`,
    );
    expect(status).toBe(303);
    expect(location?.pathname).toBe("/authorize");
    expect(location?.searchParams.get("login_hint")).toBe("ada");
  });

  it.each(["", "?iss=https://evil.example", "?iss="])("refuses to be started by anybody else (%s)", async (query) => {
    expect(await visit(`${app.url}/initiate${query}`)).toMatchObject({ status: 400, location: undefined });
  });

  it("does not start without the values that it needs", async () => {
    await expect(start({ env: { ...env(), BASE_URL: "/" } })).rejects.toThrow("BASE_URL");
    await expect(start({ env: { OIDC_ISSUER: provider.url } })).rejects.toThrow("OIDC_CLIENT_ID is not set");
  });

  it("trusts no provider over plain http, but one on this machine", async () => {
    const far = await start({ env: { ...env(), OIDC_ISSUER: "http://idp.example.com" } });
    const answer = await visit(`${far.url}/login`);
    expect(answer).toMatchObject({ status: 500, location: undefined });
    expect(answer.body).toContain("OIDC_ISSUER must start with https://");
    await far.close();
  });

  it("says so when the provider does not answer, and recovers when it does", async () => {
    const port = Number(new URL((await closed()).url).port);
    const lonely = await start({ env: { ...env(), OIDC_ISSUER: `http://127.0.0.1:${port}` } });
    expect((await visit(`${lonely.url}/login`)).status).toBe(502);

    const late = await oidcProvider(port);
    expect((await visit(`${lonely.url}/login`)).status).toBe(303);
    await Promise.all([lonely.close(), late.close()]);
  });

  it.each(["/nothing", "/callback/", "/REPORTS"])("has no page %s", async (path) => {
    expect((await visit(app.url + path)).status).toBe(404);
  });

  it("signs out even when nobody is signed in", async () => {
    const { status, location, setCookie } = await visit(`${app.url}/logout`);
    expect({ status, location: location?.href }).toEqual({ status: 303, location: `${app.url}/` });
    expect(setCookie[0]).toContain("Max-Age=0");
  });

  it("runs as a program that says where it listens and ends on SIGTERM", async () => {
    // An environment of its own: the test runner's has a BASE_URL that is not this app's.
    const child = spawn(process.execPath, [SERVER], { env: { ...env(), PORT: "0" } });
    const [line] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), once(child, "exit")]);
    const url = /^OpenID Connect sample listening on (http:\/\/localhost:\d+)\n$/.exec(line)?.[1];
    expect(await visit(`${url}/health`)).toMatchObject({ status: 200, body: '{"status":"up"}\n' });
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

async function closed(): Promise<Listening> {
  const server = await listen(() => {}, 0, "127.0.0.1");
  await server.close();
  return server;
}
