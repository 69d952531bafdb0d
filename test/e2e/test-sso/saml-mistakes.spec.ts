import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as saml from "../../../templates/samples/saml/app.js";
import * as acsMismatch from "../../zoo/saml-acs-mismatch.js";
import * as audienceMismatch from "../../zoo/saml-audience-mismatch.js";
import * as stateCookieLost from "../../zoo/saml-state-cookie-lost.js";
import * as wrongCertificate from "../../zoo/saml-wrong-certificate.js";
import { isAnswer, pathOf, type RunningApp, startVaried } from "../../zoo/variation.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, createApp, samlSample, samplePages } from "./created-app.js";
import { runFix } from "./run-fix.js";
import { startWithStateCookie } from "./state-cookie-app.js";

describe("test-sso of a SAML app with a mistake", () => {
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

  it("names the ACS of the request, and passes when the printed fix has been run", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await acsMismatch.start({ port, env });
    const { status, check } = await test(samplePages(url));
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "acs-mismatch",
      seen: expect.stringContaining(`sent       ${url}/sso/acs`),
      proof: `the same sign-in with the response posted to ${url}/sso/acs ends signed in`,
    });
    // No request names an ACS here; that nobody takes the POST there is proof enough.
    expect(check("idp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "acs-mismatch",
      proof: expect.any(String),
    });

    await runFix(org, check("sp-initiated"));
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("names the entity id that the SP gives itself, and passes when the printed fix has been run", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await audienceMismatch.start({ port, env });
    const { status, check } = await test(samplePages(url));
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "audience-mismatch",
      seen: expect.stringContaining(`sent       ${url}/saml/metadata/`),
      proof: `the same sign-in with the audience ${url}/saml/metadata/ ends signed in`,
    });

    await runFix(org, check("sp-initiated"));
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it.each([
    ["response", "assertion"],
    ["assertion", "response"],
  ])(
    "finds that only the %s is signed where the SP wants both, and passes when the fix has been run",
    async (sign, not) => {
      const { test, env } = await createApp(org, [...samlSample(url), "--sign", sign]);
      app = await saml.start({ port, env });
      const { status, check } = await test(samplePages(url));
      expect(status).toBe(1);
      for (const flow of ["idp-initiated", "sp-initiated"]) {
        expect(check(flow)).toMatchObject({
          verdict: "failed",
          rule: "signature-missing",
          proof: `the same sign-in with the ${not} signed too ends signed in`,
        });
      }
      await runFix(org, check("sp-initiated"));
      expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
    },
  );

  it("proves that a Lax state cookie is lost by sending it along", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await stateCookieLost.start({ port, env });
    const { status, report, check, verdicts } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "state-cookie-lost",
      seen: expect.stringMatching(/saml_sample_state=…; SameSite=Lax; the POST to \/saml\/acs arrived without it/),
      proof: "the same sign-in with only that cookie sent along ends signed in",
      fix: expect.stringContaining("SameSite=None; Secure on saml_sample_state"),
    });
    // The tile needs no state: that flow is healthy, and says so.
    expect(verdicts["idp-initiated"]).toBe("passed");
  });

  it("proves that a Strict state cookie is lost", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await startWithStateCookie({ port, env, sameSite: "Strict" });
    const { status, check } = await test(samplePages(url));
    expect(status).toBe(1);
    expect(check("sp-initiated")).toMatchObject({
      rule: "state-cookie-lost",
      seen: expect.stringContaining("SameSite=Strict"),
      proof: expect.any(String),
    });
  });

  it("proves that the page asked for is lost with a Lax cookie, not forgotten", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await startVaried(
      { protocol: "saml", port, env },
      {
        instead: (request, response) => {
          if (pathOf(request) === "/reports") response.appendHeader("set-cookie", "wanted=1; Path=/; SameSite=Lax");
          return false;
        },
        location: (location, request, baseUrl) =>
          isAnswer(request) && !request.headers.cookie?.includes("wanted=1") ? `${baseUrl}/` : location,
      },
    );
    const { status, check } = await test(samplePages(url));
    expect(status).toBe(1);
    expect(check("sp-initiated").verdict).toBe("passed");
    expect(check("deep-link-kept")).toMatchObject({
      verdict: "failed",
      rule: "state-cookie-lost",
      seen: expect.stringContaining("wanted=…; SameSite=Lax; the POST to /saml/acs arrived without it"),
      proof: "the same sign-in with only that cookie sent along ends at /reports?q=1",
    });
  });

  it("passes a state cookie without SameSite, which browsers still carry for two minutes", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await startWithStateCookie({ port, env, sameSite: undefined });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("passes a state cookie with SameSite=None; Secure", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await startWithStateCookie({ port, env, sameSite: "None; Secure" });
    expect(await test(samplePages(url))).toMatchObject({ status: 0, verdicts: allPassed() });
  });

  it("shows the requests where it knows no cause: a wrong certificate", async () => {
    const { test, env } = await createApp(org, samlSample(url));
    app = await wrongCertificate.start({ port, env });
    const { status, report, check } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    for (const flow of ["idp-initiated", "sp-initiated"]) {
      const { verdict, rule, cause, proof, reason, evidence } = check(flow);
      expect({ verdict, rule, cause, proof }).toEqual({ verdict: "failed", rule: null, cause: null, proof: null });
      expect(reason).toMatch(/\/saml\/acs answered 403: .*signature/i);
      expect(evidence.at(-1)).toBe(`POST ${url}/saml/acs [SAMLResponse] 403`);
    }
  });
});
