/**
 * The agent without script sends what a real Chromium sends: cookies in their order, Origin, Referer, Sec-Fetch-Site,
 * over whole journeys. Each case is walked by both against the same servers.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walkWithAgent } from "./agent.js";
import { cases } from "./cases.js";
import { chromiumIsHere, executablePath, launchChromium, walkInChromium } from "./chromium.js";
import { type Sites, startSites } from "./sites.js";

describe.skipIf(!chromiumIsHere && !process.env.CI)(`like Chromium (${executablePath})`, () => {
  let sites: Sites;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    sites = await startSites();
    browser = await launchChromium();
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await sites?.close();
  });

  it.each(cases)("$name", async ({ steps }) => {
    await context.clearCookies();
    await page.goto("about:blank");
    sites.takeLog();
    await walkInChromium(page, steps(sites));
    const byChromium = sites.takeLog();

    await walkWithAgent(sites, steps(sites));

    expect(byChromium.length).toBeGreaterThan(1);
    expect(sites.takeLog()).toEqual(byChromium);
  });
});
