import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { createApp } from "./created-app.js";

let org: FreshOrg;
beforeAll(async () => {
  org = await freshOrg();
});
afterAll(() => org[Symbol.asyncDispose]());

describe("an app that no request of ours can sign in to", () => {
  it("is not passed where its answers go to a scheme of its own", async () => {
    const flags = ["oidc", "--name", "Phone", "--type", "native", "--redirect-uri", "com.example.app:/callback"];
    const app = await createApp(org, flags);

    const { status, report, check } = await app.test([]);

    expect([status, report.verdict]).toEqual([6, "inconclusive"]);
    expect(check("app-reachable").reason).toContain("a scheme of its own");
    expect(check("sp-initiated")).toMatchObject({
      verdict: "skipped",
      reason: expect.stringContaining("a scheme of its own"),
    });
  });

  it("is not passed where its pages are drawn by script", async () => {
    const port = await freePort();
    const page =
      '<!doctype html><title>Board</title><div id="root"></div><script type="module" src="/app.js"></script>';
    const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(page));
    await new Promise<void>((ready) => server.listen(port, "localhost", ready));
    try {
      const app = await createApp(org, ["spa", "--name", "Board", "--redirect-uri", `http://localhost:${port}/cb`]);

      const { status, check } = await app.test([]);

      expect(status).toBe(6);
      expect(check("idp-initiated").verdict).toBe("skipped");
      expect(check("sp-initiated")).toMatchObject({
        verdict: "inconclusive",
        reason: expect.stringContaining("drawn by script, which this agent does not run"),
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
