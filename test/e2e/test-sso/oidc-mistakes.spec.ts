import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as redirectUriMismatch from "../../zoo/oidc-redirect-uri-mismatch.js";
import * as stateCookieLost from "../../zoo/oidc-state-cookie-lost.js";
import * as wrongAuthMethod from "../../zoo/oidc-wrong-auth-method.js";
import * as wrongSecret from "../../zoo/oidc-wrong-secret.js";
import * as redirectLoop from "../../zoo/redirect-loop.js";
import { type RunningApp, startVaried } from "../../zoo/variation.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, createApp, oidcSample, samplePages } from "./created-app.js";
import { runFix } from "./run-fix.js";

describe("test-sso of an OIDC app with a mistake", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: RunningApp | undefined;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each<[redirectUriMismatch.RedirectUriVariant, sent: (url: string) => string]>([
    ["path", (at) => `${at}/auth/callback`],
    ["trailing-slash", (at) => `${at}/callback/`],
    ["host", (at) => `${at.replace("localhost", "127.0.0.1")}/callback`],
    ["port", (at) => `${at.replace(/\d+$/, (digits) => String(Number(digits) - 1))}/callback`],
    ["scheme", (at) => `${at.replace("http:", "https:")}/callback`],
  ])("marks what differs in the redirect URI: %s", async (differs, sent) => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await redirectUriMismatch.start({ port, env, differs });
    const { status, report, check } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    for (const flow of ["idp-initiated", "sp-initiated"]) {
      const { verdict, rule, seen, proof, fix } = check(flow);
      expect({ verdict, rule }).toEqual({ verdict: "failed", rule: "redirect-uri-mismatch" });
      expect(seen).toContain(`sent       ${sent(url)}`);
      expect(seen).toContain(`registered ${url}/callback`);
      expect(seen).toMatch(/\n +\^+\n/);
      expect(proof).toEqual(expect.any(String));
      expect(fix).toMatch(/^appint apps edit /);
    }
  });

  it("underlines exactly the characters that differ", async () => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await redirectUriMismatch.start({ port, env, differs: "path" });
    const { check } = await test(samplePages(url));
    const [, sent = "", marks = ""] = check("sp-initiated").seen?.split("\n") ?? [];
    const marked = [...sent].filter((_character, at) => marks[at] === "^").join("");
    expect(marked).toBe("auth/");
  });

  it.each<redirectUriMismatch.RedirectUriVariant>(["path", "trailing-slash"])(
    "passes when the printed fix has been run: %s",
    async (differs) => {
      const { test, env } = await createApp(org, oidcSample(url));
      app = await redirectUriMismatch.start({ port, env, differs });
      const { check } = await test(samplePages(url));
      await runFix(org, check("sp-initiated"));
      const { check: now } = await test(samplePages(url));
      // The sample takes the code at the very path that it sends.
      expect(now("idp-initiated").verdict).toBe("passed");
      expect(now("sp-initiated").verdict).toBe("passed");
    },
  );

  it("proves that a Strict state cookie is lost by sending it along", async () => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await stateCookieLost.start({ port, env });
    const { status, report, check } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "state-cookie-lost",
      seen: expect.stringContaining("SameSite=Strict"),
      proof: "the same sign-in with only that cookie sent along ends signed in",
      fix: expect.stringContaining("SameSite=Lax"),
    });
  });

  it.each<[string, string]>([
    ["Lax", "SameSite=Lax"],
    ["no SameSite at all", ""],
  ])("does not complain about a state cookie with %s, which comes back by GET", async (_title, attribute) => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await startVaried(
      { protocol: "oidc", port, env },
      { setCookie: (line) => line.replace("; SameSite=Lax", attribute && `; ${attribute}`) },
    );
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it.each([
    [
      "forgotten" as const,
      {
        rule: "redirect-loop",
        proof: "the browser kept every cookie that the app set and brought it to /reports; the IdP refused nothing",
        cause: expect.stringContaining("/reports does not find the session that /callback began with oidc_sample"),
        fix: expect.stringContaining("a session store that forgets"),
      },
    ],
    [
      "late" as const,
      {
        rule: "session-saved-late",
        proof: "the same sign-in with a pause before /reports is asked for ends signed in",
        fix: expect.stringContaining("save the session before the redirect of /callback"),
      },
    ],
  ])("tells a loop by what ends it: the session is %s", async (cookie, told) => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await redirectLoop.start({ protocol: "oidc", port, env, cookie });
    expect((await test(samplePages(url))).check("sp-initiated")).toMatchObject({ verdict: "failed", ...told });
  });

  it("names the wrong client secret, whose it is, and where the right one stands", async () => {
    const other = await createApp(org, oidcSample(url, "Other"));
    const { slug, test, env } = await createApp(org, oidcSample(url));
    const right = env.OIDC_CLIENT_SECRET ?? "";
    app = await wrongSecret.start({ port, env, secret: other.env.OIDC_CLIENT_SECRET });
    const { status, report, check } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "wrong-client-secret",
      seen: expect.stringContaining("The client secret supplied for a confidential client is invalid."),
      proof: "the secret that was sent was compared with every active client secret of Shop, and is none of them",
      cause: "the app uses the client secret of another app of this org",
      fix: expect.stringContaining(`appint apps show ${slug} --reveal\n`),
    });
    await app.close();

    const shown = (await org.done(["apps", "show", slug, "--reveal", "--json"])).json<{
      credentials: { clientSecret: string };
    }>();
    expect(shown.credentials.clientSecret).toBe(right);
    app = await wrongSecret.start({ port, env, secret: shown.credentials.clientSecret });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("names a credential too many", async () => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await wrongAuthMethod.start({ port, env, mistake: "client-id-twice" });
    const { status, check } = await test(samplePages(url));
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({
      rule: "wrong-client-auth-method",
      seen: expect.stringContaining(
        "Authorization: Basic and client_id; the IdP answered invalid_request: Cannot supply",
      ),
      proof: expect.any(String),
      fix: expect.stringContaining("neither client_id nor client_secret in the form"),
    });
  });

  it.each<[title: string, registered: string, sends: { env?: "without secret" }, rule: string]>([
    ["no secret where the app has one", "client_secret_basic", { env: "without secret" }, "secret_basic"],
    ["a secret where the app has none", "none", {}, "none"],
  ])("passes when the registration has been made to match: %s", async (_title, registered, sends, named) => {
    const created = await createApp(org, oidcSample(url));
    if (registered === "none") await org.done(["apps", "edit", created.slug, "--auth-method", "none", "--pkce"]);
    const { OIDC_CLIENT_SECRET: secret, ...publicEnv } = created.env;
    app = await startVaried({ protocol: "oidc", port, env: sends.env ? publicEnv : created.env }, {});
    const failed = (await created.test(samplePages(url))).check("sp-initiated");
    expect(failed).toMatchObject({
      rule: "wrong-client-auth-method",
      cause: expect.stringContaining(named),
      proof: expect.any(String),
    });
    await runFix(org, failed);
    // The secret that the app had before is the one it has again.
    expect(await created.test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
    expect(secret).toBeTruthy();
  });
});
