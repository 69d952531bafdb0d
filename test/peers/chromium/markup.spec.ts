/** Every page of the IdP over an org whose names try to run: a real browser runs none of them. */
import type { Browser as Chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAYLOAD, plantedOrg } from "../../idp/security/planted-org.js";
import { chromiumIsHere, launchChromium } from "./chromium.js";

describe.skipIf(!chromiumIsHere)("in Chromium", () => {
  let chromium: Chromium;
  let planted: Awaited<ReturnType<typeof plantedOrg>>;
  beforeAll(async () => {
    chromium = await launchChromium();
    planted = await plantedOrg();
  });
  afterAll(async () => {
    await chromium.close();
    await planted.saml[Symbol.asyncDispose]();
  });

  it("no name, setting or parameter runs, on any page", async () => {
    const { test } = planted.saml;
    const [ran, asked]: [string[], string[]] = [[], []];
    const context = await chromium.newContext();
    await context.exposeFunction("pwned", () => void ran.push("pwned"));
    const page = await context.newPage();
    page.on("request", (request) => asked.push(request.url()));
    // The pages that post themselves would leave: where they lead is not what is tested here.
    await context.route(
      (url) => url.origin !== test.origin,
      (route) => route.abort(),
    );

    await page.goto(`${test.origin}/login/login.htm`);
    await page.fill("#username", PAYLOAD);
    await page.fill("#password", PAYLOAD);
    await page.click("button.main");
    await page.waitForLoadState();
    expect(await page.title()).toContain("Unable to sign in");
    await page.click(`button[value="${test.ada.id}"]`);
    await page.waitForURL("**/app/UserHome");

    for (const { title, path } of planted.pages) {
      await page.goto(test.origin + path).catch(() => {}); // a page that posts itself ends at an address that is not there
      expect(ran, title).toEqual([]);
      if (title === "signed out") {
        await page.goto(`${test.origin}/login/login.htm`);
        await page.click(`button[value="${test.ada.id}"]`);
        await page.waitForURL("**/app/UserHome");
      }
    }
    expect(
      asked.filter((url) => new URL(url).origin !== test.origin && !/^(data:|http:\/\/localhost:3000\/)/.test(url)),
    ).toEqual([]);

    await page.goto(`${test.origin}/login/login.htm`);
    await page.evaluate("pwned()");
    expect(ran, "a script that runs is seen").toEqual(["pwned"]);
    await context.close();
  });
});
