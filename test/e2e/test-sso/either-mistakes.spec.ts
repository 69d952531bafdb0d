import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as crashOnCallback from "../../zoo/crash-on-callback.js";
import * as deepLinkLost from "../../zoo/deep-link-lost.js";
import * as pageNotProtected from "../../zoo/page-not-protected.js";
import * as greetsEveryone from "../../zoo/page-that-greets-everyone.js";
import * as publicPage from "../../zoo/public-page.js";
import * as redirectLoop from "../../zoo/redirect-loop.js";
import { answerPage, pathOf, type RunningApp, startVaried } from "../../zoo/variation.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, type CreatedApp, createApp, oidcSample, samlSample, samplePages } from "./created-app.js";

describe.each(["oidc", "saml"] as const)("test-sso of an app with a mistake, over %s", (protocol) => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let created: CreatedApp;
  let app: RunningApp | undefined;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
    created = await createApp(org, protocol === "oidc" ? oidcSample(url) : samlSample(url));
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const zoo = () => ({ protocol, port, env: created.env });

  it("fails a page that was named as protected and answers everybody", async () => {
    app = await pageNotProtected.start(zoo());
    const { status, report, check } = await created.test(["--start-url", `${url}/reports`]);
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("sp-initiated")).toMatchObject({
      verdict: "failed",
      rule: "page-not-protected",
      proof: expect.any(String),
      fix: expect.stringContaining("--start-url"),
    });
  });

  it("never passes a page that greets everybody by the test user's name", async () => {
    app = await greetsEveryone.start(zoo());
    for (const flags of [
      [],
      ["--start-url", `${url}/reports`],
      ["--user-url", `${url}/reports`],
      ["--start-url", `${url}/reports`, "--expect-text", "Signed in as ada@example.com"],
    ]) {
      const { status, report } = await created.test(flags);
      expect({ flags, verdict: report.verdict }).not.toEqual({ flags, verdict: "passed" });
      expect([1, 6]).toContain(status);
    }
  });

  it("is not misled by that page where another one tells who is signed in", async () => {
    app = await greetsEveryone.start(zoo());
    const { status, verdicts } = await created.test(["--start-url", `${url}/login`, "--user-url", `${url}/me`]);
    expect(verdicts).toEqual(allPassed({ "deep-link-kept": "skipped" }));
    expect(status).toBe(0);
  });

  it("never passes an app without any sign-in", async () => {
    app = await publicPage.start({ port });
    for (const flags of [
      [],
      ["--start-url", `${url}/reports`],
      ["--user-url", `${url}/me`],
      ["--expect-text", "Welcome"],
      ["--expect-status", "200", "--allow-inconclusive"],
    ]) {
      const { status, report, verdicts } = await created.test(flags);
      expect({ flags, verdict: report.verdict }).not.toEqual({ flags, verdict: "passed" });
      expect(verdicts["sp-initiated"]).not.toBe("passed");
      expect(flags.includes("--allow-inconclusive") ? [0, 1] : [1, 6]).toContain(status);
    }
  });

  it("fails an app that forgets the page asked for, and says that everything else works", async () => {
    app = await deepLinkLost.start(zoo());
    const { status, report, verdicts, check } = await created.test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(verdicts).toEqual(allPassed({ "deep-link-kept": "failed" }));
    expect(check("deep-link-kept")).toMatchObject({
      rule: "deep-link-lost",
      seen: `asked for ${url}/reports?q=1, landed at ${url}/`,
      proof: expect.any(String),
      cause: expect.any(String),
      fix: expect.any(String),
    });
  });

  it("does not ask for a deep link where --expect-url says where the sign-in ends", async () => {
    app = await deepLinkLost.start(zoo());
    const flags = [...samplePages(url), "--expect-url", `${url}/`];
    expect(await created.test(flags)).toMatchObject({
      status: 0,
      verdicts: allPassed({ "deep-link-kept": "skipped" }),
    });
  });

  it("fails a named page that breaks before any sign-in, and leaves a page that nobody named open", async () => {
    const broken = ["/", "/login", "/reports"];
    app = await startVaried(zoo(), {
      instead: (request, response) => broken.includes(pathOf(request)) && answerPage(response, 500, "no session"),
    });
    const { status, check } = await created.test(samplePages(url));
    expect(status).toBe(1);
    const reason = '/reports answered 500: "no session"';
    expect(check("sp-initiated")).toMatchObject({ verdict: "failed", reason });
    expect((await created.test([])).check("sp-initiated").verdict).toBe("inconclusive");
  });

  it("fails with the app's own words when it breaks on the answer", async () => {
    app = await crashOnCallback.start(zoo());
    const { status, check } = await created.test(samplePages(url));
    expect(status).toBe(1);
    const { verdict, reason, evidence, rule, proof } = check("sp-initiated");
    expect({ verdict, rule, proof }).toEqual({ verdict: "failed", rule: null, proof: null });
    expect(reason).toContain(`answered 500: "${crashOnCallback.CRASH}`);
    expect(evidence.length).toBeGreaterThan(3);
  });

  it.each<[cookie: "missing" | "wrong-domain" | "wrong-path", seen: RegExp]>([
    [
      "missing",
      // The OIDC sample has a cookie since before the sign-in, so the loss may be of its content.
      protocol === "oidc"
        ? /^\d times \/callback took the IdP's answer, \/reports was asked for with oidc_sample, and the app sent/
        : / answered 303 and set no cookie; then the app asked to sign in again$/,
    ],
    ["wrong-domain", / set \w+_sample, which a browser refuses \(its Domain is not the app's\); then the app asked/],
    ["wrong-path", / set \w+_sample; Path=\/signed-in; .*; then the app asked to sign in again$/],
  ])("fails a session that does not hold: the cookie is %s", async (cookie, seen) => {
    app = await redirectLoop.start({ ...zoo(), cookie });
    const { status, report, check } = await created.test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    const sp = check("sp-initiated");
    const rule = cookie === "missing" && protocol === "oidc" ? "redirect-loop" : "session-cookie-lost";
    expect(sp).toMatchObject({ rule, seen: expect.stringMatching(seen), proof: expect.any(String) });
    expect(sp.reason).toMatch(/in a circle|no end after \d+ requests/);
    expect(sp.cause).not.toMatch(/^possible/);
  });
});
