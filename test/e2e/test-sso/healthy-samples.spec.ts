import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as oidc from "../../../templates/samples/oidc/app.js";
import * as saml from "../../../templates/samples/saml/app.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, createApp, oidcSample, samlSample, samplePages } from "./created-app.js";

describe("test-sso of a healthy app", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: { close(): Promise<void> } | undefined;

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

  it("passes every check of the OIDC sample", async () => {
    const { test, env, id, slug } = await createApp(org, oidcSample(url));
    app = await oidc.start({ port, env });
    const { status, report, verdicts, stderr } = await test(samplePages(url));
    expect(verdicts).toEqual(allPassed());
    expect(report).toMatchObject({
      app: { id, slug, label: "Shop", signOnMode: "OPENID_CONNECT" },
      user: { login: "ada@example.com" },
      verdict: "passed",
      probes: [],
      idp: { origin: org.origin, started: true },
      agent: "http",
    });
    expect(
      report.checks.every(({ rule, cause, fix, proof }) => [rule, cause, fix, proof].every((x) => x === null)),
    ).toBe(true);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("passes the OIDC sample as a public client", async () => {
    const { test, env } = await createApp(org, [...oidcSample(url), "--auth-method", "none"]);
    expect(env.OIDC_CLIENT_SECRET).toBe("");
    app = await oidc.start({ port, env });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("passes the OIDC sample that uses the custom authorization server, its tile too", async () => {
    const { test, env } = await createApp(org, oidcSample(url));
    app = await oidc.start({ port, env: { ...env, OIDC_ISSUER: `${org.origin}/oauth2/default` } });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("skips the tile of an OIDC app that has none, and passes the rest", async () => {
    const { test, env } = await createApp(org, ["oidc", "--name", "Tileless", "--redirect-uri", `${url}/callback`]);
    app = await oidc.start({ port, env });
    const { status, verdicts, check } = await test(samplePages(url));
    expect(verdicts).toEqual(allPassed({ "idp-initiated": "skipped" }));
    expect(check("idp-initiated").reason).toMatch(/--initiate-login-uri/);
    expect(status).toBe(0);
  });

  it.each(["response", "assertion", "both"])("passes every check of the SAML sample, signed: %s", async (sign) => {
    const { test, env } = await createApp(org, [...samlSample(url), "--sign", sign]);
    app = await saml.start({ port, env: { ...env, SAML_SIGNED: sign } });
    const { status, verdicts, report } = await test(samplePages(url));
    expect(verdicts).toEqual(allPassed());
    expect({ status, verdict: report.verdict }).toEqual({ status: 0, verdict: "passed" });
  });

  it.each(["file", "url"])("passes a SAML sample that was created from its metadata: %s", async (from) => {
    // The sample describes itself before it knows any IdP.
    app = await saml.start({ port, env: {} });
    const address = `${url}/saml/metadata`;
    const file = join(org.folder, "sp-metadata.xml");
    await writeFile(file, await (await fetch(address)).text());
    await app.close();

    app = await saml.start({ port, env: {} });
    const source = from === "file" ? file : address;
    const { test, env } = await createApp(org, ["saml", "--name", `From ${from}`, "--metadata", source]);
    await app.close();
    app = await saml.start({ port, env });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("keeps the flags that were given at creation", async () => {
    const { test, env } = await createApp(org, [...oidcSample(url), ...samplePages(url), "--expect-status", "200"]);
    app = await oidc.start({ port, env });
    expect(await test()).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it.each<[string, (url: string) => string[]]>([
    ["--start-url alone", (at) => ["--start-url", `${at}/reports`]],
    ["--user-url alone", (at) => ["--user-url", `${at}/me`]],
    ["no flag at all", () => []],
    ["--expect-text", (at) => ["--start-url", `${at}/reports`, "--expect-text", "Signed in as ada@example.com"]],
    ["--expect-status", (at) => [...samplePages(at), "--expect-status", "200"]],
    ["--user", (at) => [...samplePages(at), "--user", "ada@example.com"]],
    ["--trace", (at) => [...samplePages(at), "--trace"]],
    ["--allow-inconclusive", (at) => [...samplePages(at), "--allow-inconclusive"]],
    ["--timeout", (at) => [...samplePages(at), "--timeout", "3"]],
  ])("raises no false alarm with %s", async (_title, flags) => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await saml.start({ port, env });
    const { status, report, stdout } = await test(flags(url));
    expect(report.checks.filter(({ verdict }) => verdict === "failed" || verdict === "inconclusive")).toEqual([]);
    expect(report.verdict, stdout).toBe("passed");
    expect(status).toBe(0);
  });

  it.each<[string, (url: string) => string[], RegExp]>([
    ["text", (at) => ["--expect-text", `not on ${at}`], /does not show "not on/],
    ["status", () => ["--expect-status", "201"], /status is 200, 201 was expected/],
    ["address", (at) => ["--expect-url", `${at}/elsewhere`], /elsewhere was expected/],
  ])("fails when the expected %s does not come", async (_title, flags, reason) => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await saml.start({ port, env });
    const { status, report, check } = await test([...samplePages(url), ...flags(url)]);
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("sp-initiated").reason).toMatch(reason);
  });
});
