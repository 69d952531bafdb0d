import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freePort, freshOrg, type Running } from "../e2e/built-cli.js";
import { allPassed, createApp } from "../e2e/test-sso/created-app.js";
import { runFix } from "../e2e/test-sso/run-fix.js";
import { needs } from "./debian.js";
import * as apache from "./mod-auth-openidc/start.js";
import * as passport from "./passport-openidconnect/start.js";

let org: FreshOrg;
let port: number;
let serve: Running;
let peer: { close(): Promise<void> } | undefined;

// A relying party may want the discovery document before it starts: the IdP runs all along.
beforeAll(async () => {
  org = await freshOrg();
  serve = org.start("serve");
  await serve.shows(/Stop it with/);
  port = await freePort();
});
afterEach(async () => {
  await peer?.close();
  peer = undefined;
});
afterAll(() => org[Symbol.asyncDispose]());

const flagsOf = ({ redirectUri, initiateLoginUri }: { redirectUri: string; initiateLoginUri: string }) => [
  ...["oidc", "--name", "Peer", "--redirect-uri", redirectUri, "--initiate-login-uri", initiateLoginUri],
];
const credentialsOf = ({ env }: { env: Record<string, string> }) => ({
  port,
  issuer: org.origin,
  clientId: env.OIDC_CLIENT_ID ?? "",
  clientSecret: env.OIDC_CLIENT_SECRET ?? "",
});

describe("create → assign → test-sso of passport-openidconnect", () => {
  it("passes", async () => {
    const app = await createApp(org, flagsOf(passport.addressesOf(port)));
    const rp = await passport.start(credentialsOf(app));
    peer = rp;
    const { status, report, verdicts } = await app.test([
      ...["--start-url", `${rp.url}${rp.protectedPath}`, "--user-url", `${rp.url}${rp.userPath}`],
    ]);
    expect(verdicts).toEqual(allPassed());
    expect({ status, verdict: report.verdict, idp: report.idp }).toEqual({
      status: 0,
      verdict: "passed",
      idp: { origin: org.origin, started: false },
    });
  });

  it("passes with the custom authorization server as its issuer", async () => {
    const addresses = passport.addressesOf(port);
    const app = await createApp(org, ["oidc", "--name", "Peer", "--redirect-uri", addresses.redirectUri]);
    const rp = await passport.start({ ...credentialsOf(app), issuer: `${org.origin}/oauth2/default` });
    peer = rp;
    const flags = ["--start-url", `${rp.url}${rp.protectedPath}`, "--user-url", `${rp.url}${rp.userPath}`];
    expect(await app.test(flags)).toMatchObject({ status: 0, verdicts: allPassed({ "idp-initiated": "skipped" }) });
  });

  it("fails when it has the secret of another app, and shows what the IdP told it", async () => {
    const app = await createApp(org, flagsOf(passport.addressesOf(port)));
    const rp = await passport.start({ ...credentialsOf(app), clientSecret: "the-secret-of-another-app" });
    peer = rp;
    const { status, verdicts, check } = await app.test(["--start-url", `${rp.url}${rp.protectedPath}`]);
    expect(status).toBe(1);
    expect(verdicts).toMatchObject({ "idp-initiated": "failed", "sp-initiated": "failed" });
    expect(check("sp-initiated").rule).toBe("wrong-client-secret");
    expect(check("sp-initiated").evidence.at(-1)).toMatch(/^GET .*\/oauth2\/redirect\?code=…&state=… 500$/);
  });

  it("fails with another redirect URI, and passes when the fix has been run", async () => {
    const addresses = passport.addressesOf(port);
    const app = await createApp(org, flagsOf({ ...addresses, redirectUri: `${addresses.url}/callback` }));
    const rp = await passport.start(credentialsOf(app));
    peer = rp;
    const flags = ["--start-url", `${rp.url}${rp.protectedPath}`, "--user-url", `${rp.url}${rp.userPath}`];
    const { status, check } = await app.test(flags);
    expect(status).toBe(1);
    expect(check("sp-initiated").rule).toBe("redirect-uri-mismatch");
    await runFix(org, check("sp-initiated"));
    expect(await app.test(flags)).toMatchObject({ status: 0, verdicts: allPassed() });
  });
});

needs(...apache.PACKAGES)("create → assign → test-sso of Apache with mod_auth_openidc", () => {
  it.each(["client_secret_basic", "client_secret_post", "none"] as const)("passes with %s", async (authMethod) => {
    const app = await createApp(org, [...flagsOf(apache.addressesOf(port)), "--auth-method", authMethod]);
    const rp = await apache.start({ ...credentialsOf(app), tile: true, authMethod });
    peer = rp;
    const { status, report, verdicts } = await app.test(["--start-url", `${rp.url}${rp.protectedPath}?q=1`]);
    expect(verdicts, await rp.log()).toEqual(allPassed());
    expect({ status, verdict: report.verdict }).toEqual({ status: 0, verdict: "passed" });
  });

  it("passes with the custom authorization server as its issuer", async () => {
    const app = await createApp(org, [
      "oidc",
      "--name",
      "Peer",
      "--redirect-uri",
      apache.addressesOf(port).redirectUri,
    ]);
    const rp = await apache.start({ ...credentialsOf(app), issuer: `${org.origin}/oauth2/default` });
    peer = rp;
    const { status, verdicts } = await app.test(["--start-url", `${rp.url}${rp.protectedPath}?q=1`]);
    expect(verdicts, await rp.log()).toEqual(allPassed({ "idp-initiated": "skipped" }));
    expect(status).toBe(0);
  });

  it("passes with a secret in the form where the app is set to a secret in the header, as at the platform", async () => {
    const app = await createApp(org, [...flagsOf(apache.addressesOf(port)), "--auth-method", "client_secret_basic"]);
    const rp = await apache.start({ ...credentialsOf(app), tile: true, authMethod: "client_secret_post" });
    peer = rp;
    expect((await app.test(["--start-url", `${rp.url}${rp.protectedPath}`])).status).toBe(0);
  });

  it("fails without a secret where the app has one, and passes when the fix has been run", async () => {
    const app = await createApp(org, flagsOf(apache.addressesOf(port)));
    const rp = await apache.start({ ...credentialsOf(app), tile: true, authMethod: "none" });
    peer = rp;
    const flags = ["--start-url", `${rp.url}${rp.protectedPath}?q=1`];
    const { status, check } = await app.test(flags);
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({ verdict: "failed", rule: "wrong-client-auth-method" });
    await runFix(org, check("sp-initiated"));
    expect(await app.test(flags)).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("fails without a code challenge where the app demands one", async () => {
    const app = await createApp(org, [...flagsOf(apache.addressesOf(port)), "--pkce"]);
    const rp = await apache.start({ ...credentialsOf(app), tile: true, pkce: false });
    peer = rp;
    const { status, verdicts } = await app.test(["--start-url", `${rp.url}${rp.protectedPath}`]);
    expect(status).toBe(1);
    expect(verdicts["sp-initiated"]).toBe("failed");
  });
});
