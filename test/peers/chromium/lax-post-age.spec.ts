/**
 * How long a cookie without SameSite travels with a cross-site POST. Chromium's own switch shortens its two minutes to
 * ten seconds; its clock cannot be set, so this is the one test that lets time pass.
 */
import { setTimeout as pass } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { laxAllowUnsafeMs } from "../../../src/smoke/agents/http/cookies/same-site.js";
import { createHttpAgent } from "../../../src/smoke/agents/http/http-agent.js";
import { chromiumIsHere, executablePath, launchChromium, walkInChromium } from "./chromium.js";
import { type Sites, startSites } from "./sites.js";

const chromiumsSeconds = 10;

const set = (sites: Sites, ...lines: string[]) =>
  sites.url("app", { headers: lines.map((line) => ["set-cookie", line] as const) });

const post = (sites: Sites) => {
  const action = sites.url("app", {}, "localhost", "/acs");
  return sites.url("foreign", {
    html: `<body onload="document.forms[0].submit()"><form method="post" action="${action}"></form>`,
  });
};

/** What the ACS got when old, set again with the same value, set again with another value, and new cookies met there. */
const cookiesAtAcs = (sites: Sites) =>
  sites
    .takeLog()
    .filter(({ at }) => at.endsWith("/acs"))
    .map(({ cookies }) => cookies);

const expected = ["plain=1; same=1; other=2; fresh=1", "other=2; fresh=1"];

describe.skipIf(!chromiumIsHere && !process.env.CI)(`a cookie without SameSite grows old (${executablePath})`, () => {
  it("in Chromium", async () => {
    const sites = await startSites();
    const browser = await launchChromium(["ShortLaxAllowUnsafeThreshold"]);
    try {
      const page = await browser.newPage();
      const walk = (url: string) => walkInChromium(page, [{ type: url }]);
      await walk(set(sites, "plain=1", "same=1", "other=1"));
      await pass(chromiumsSeconds * 700);
      await walk(set(sites, "same=1", "other=2", "fresh=1"));
      await walk(post(sites));
      await pass(chromiumsSeconds * 350);
      await walk(post(sites));

      expect(cookiesAtAcs(sites)).toEqual(expected);
    } finally {
      await browser.close();
      await sites.close();
    }
  });

  it("in the agent", async () => {
    const sites = await startSites();
    let now = Date.parse("2026-01-01T00:00:00Z");
    const agent = createHttpAgent({ idpOrigin: sites.origin("foreign"), clock: () => new Date(now) });
    try {
      await agent.get(set(sites, "plain=1", "same=1", "other=1"));
      now += laxAllowUnsafeMs * 0.7;
      await agent.get(set(sites, "same=1", "other=2", "fresh=1"));
      await agent.get(post(sites));
      now += laxAllowUnsafeMs * 0.35;
      await agent.get(post(sites));

      expect(cookiesAtAcs(sites)).toEqual(expected);
    } finally {
      await agent.close();
      await sites.close();
    }
  });
});
