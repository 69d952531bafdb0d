import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as saml from "../../../templates/samples/saml/app.js";
import * as appNotListening from "../../zoo/app-not-listening.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, createApp, reported, samlSample, samplePages } from "./created-app.js";
import { runFix } from "./run-fix.js";

describe("test-sso with nothing to test", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it("ends with 5 and an inconclusive report when nobody listens", async () => {
    await appNotListening.start({ port });
    const { test } = await createApp(org, samlSample(url));
    const { status, report, verdicts, check } = await test(samplePages(url));
    expect({ status, verdict: report.verdict }).toEqual({ status: 5, verdict: "inconclusive" });
    expect(verdicts).toEqual({
      ...Object.fromEntries(Object.keys(allPassed()).map((id) => [id, "skipped"])),
      "app-reachable": "inconclusive",
      "user-assigned": "passed",
    });
    expect(check("app-reachable")).toMatchObject({
      rule: "app-unreachable",
      seen: expect.stringContaining("ECONNREFUSED"),
      fix: expect.stringContaining("--exec"),
    });
  });

  it("ends with 5 even when what is inconclusive is allowed", async () => {
    const { test } = await createApp(org, samlSample(url));
    expect((await test([...samplePages(url), "--allow-inconclusive"])).status).toBe(5);
  });

  it("ends with 4 and the assign command when nobody is assigned", async () => {
    const { slug } = await createApp(org, samlSample(url), { assign: [] });
    const result = await org.appint(`test-sso ${slug} --json`);
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 4, stdout: "" });
    expect(result.problem()).toMatchObject({ code: "NOBODY_ASSIGNED", status: 4 });
    expect(result.problem().fix).toBe(`appint assign ${slug} --user ada@example.com`);
    await runFix(org, result.problem());
    expect((await org.appint(`test-sso ${slug} --json`)).status).toBe(5);
  });

  it("ends with 4 and the activate command when the app is inactive", async () => {
    const { slug } = await createApp(org, samlSample(url));
    await org.done(`apps deactivate ${slug}`);
    const result = await org.appint(`test-sso ${slug} --json`);
    expect(result.status).toBe(4);
    expect(result.problem()).toMatchObject({ code: "APP_INACTIVE", fix: `appint apps activate ${slug}` });
    await runFix(org, result.problem());
    expect((await org.appint(`test-sso ${slug} --json`)).status).toBe(5);
  });

  it("fails with 1 when the person that was named is not assigned, and passes when the fix has been run", async () => {
    const { slug, env, test } = await createApp(org, samlSample(url), { assign: [] });
    const app = await saml.start({ port, env });
    try {
      const { status, report, check, verdicts } = await test([...samplePages(url), "--user", "ada@example.com"]);
      expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
      expect(check("user-assigned")).toMatchObject({
        verdict: "failed",
        rule: "person-not-assigned",
        proof: expect.any(String),
        fix: `appint assign ${slug} --user ada@example.com`,
      });
      for (const flow of ["idp-initiated", "sp-initiated"]) expect(verdicts[flow]).not.toBe("passed");
      await runFix(org, check("user-assigned"));
      expect(await test([...samplePages(url), "--user", "ada@example.com"])).toMatchObject({
        status: 0,
        verdicts: allPassed(),
      });
    } finally {
      await app.close();
    }
  });

  it.each([
    ["an unknown app", "test-sso nowhere", 3],
    ["an unknown person", "test-sso payroll --user nobody@example.com", 3],
    ["no app", "test-sso", 2],
    ["--wait-on alone", "test-sso payroll --wait-on http://localhost:1/", 2],
    ["a start page that is no address", "test-sso payroll --start-url not-an-address", 2],
    ["a time that is no number", "test-sso payroll --timeout soon", 2],
  ])("refuses %s before it starts anything", async (_title, command, status) => {
    const result = await org.appint(`${command} --json`);
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status, stdout: "" });
    expect(result.problem().fix).not.toBe("");
  });

  it("ends with 5 when a foreign program holds the port of the IdP", async () => {
    const { slug } = await createApp(org, samlSample(url));
    const foreign = createServer().listen(org.port, "127.0.0.1");
    await once(foreign, "listening");
    try {
      const result = await org.appint(`test-sso ${slug} --json`);
      expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 5, stdout: "" });
      expect(result.problem().code).toBe("PORT_TAKEN");
    } finally {
      foreign.close();
    }
  });

  it("ends with 5 when the IdP of another org holds the port", async () => {
    await using other = await freshOrg();
    const serve = other.start("serve", { env: { APPINT_ORIGIN: org.origin } });
    await serve.shows(/Stop it with/);
    const { slug } = await createApp(org, samlSample(url));
    const result = await org.appint(`test-sso ${slug} --json`);
    expect(result.status).toBe(5);
    expect(result.problem().code).toBe("PORT_TAKEN");
    serve.kill("SIGTERM");
    await serve.result;
  });

  it("uses the running IdP of the same org, and leaves it running", async () => {
    const { slug, env } = await createApp(org, samlSample(url));
    const serve = org.start("serve");
    await serve.shows(/Stop it with/);
    const app = await saml.start({ port, env });
    try {
      const runs = [1, 2].map(() => org.appint(["test-sso", slug, ...samplePages(url), "--json"]));
      for (const result of await Promise.all(runs)) {
        const { status, report, verdicts } = reported(result);
        expect({ status, verdicts }).toEqual({ status: 0, verdicts: allPassed() });
        expect(report.idp).toEqual({ origin: org.origin, started: false });
      }
      expect((await fetch(`${org.origin}/healthz`)).status).toBe(200);
    } finally {
      await app.close();
      serve.kill("SIGTERM");
    }
    expect((await serve.result).status).toBe(0);
  });
});
