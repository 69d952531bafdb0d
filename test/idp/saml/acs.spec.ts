import { describe, expect, it } from "vitest";
import { acsUrl, isResponse, postedBy, redirectPath, requestXml, samlOrg, wordsOf } from "./saml-org.js";

const listed = "http://localhost:3000/other/acs";
const second = "http://localhost:3000/saml/acs2?tenant=a&x=1";
const endpoints = {
  acsEndpoints: [
    { url: listed, index: 2 },
    { url: second, index: 7 },
  ],
};

describe("the ACS of the response", () => {
  it.each([
    ["none", {}, acsUrl],
    ["the configured URL", { acsUrl }, acsUrl],
    ["a listed URL", { acsUrl: second }, second],
    ["a listed index", { acsIndex: 2 }, listed],
    ["index 0, where the list has none", { acsIndex: 0 }, acsUrl],
  ])("where the request names %s", async (_case, changes, expected) => {
    await using saml = await samlOrg(endpoints);
    await saml.signIn();
    const { action, xml } = postedBy(await saml.browser.get(redirectPath(saml.ssoPath, requestXml(changes))));

    expect(action).toBe(expected);
    const written = expected.replaceAll("&", "&amp;");
    expect(xml).toContain(`Destination="${written}"`);
    expect(xml).toContain(`Recipient="${written}"`);
    expect((await saml.lastEvent()).debugData).toMatchObject({ acsUrl: expected });
    expect((await saml.lastEvent()).debugData).not.toHaveProperty("ignoredAcsUrl");
  });

  it("is the one listed under index 0, if one is", async () => {
    await using saml = await samlOrg({ acsEndpoints: [{ url: listed, index: 0 }] });
    await saml.signIn();

    expect(postedBy(await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ acsIndex: 0 })))).action).toBe(
      listed,
    );
  });

  it("keeps a recipient and a destination that were set apart", async () => {
    await using saml = await samlOrg({ recipient: "http://localhost:3000/r", destination: "http://localhost:3000/d" });
    await saml.signIn();
    const { action, xml } = postedBy(await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ acsUrl }))));

    expect(action).toBe(acsUrl);
    expect(xml).toContain('Destination="http://localhost:3000/d"');
    expect(xml).toContain('Recipient="http://localhost:3000/r"');
  });

  it.each([
    "https://evil.example/acs",
    `${acsUrl}/`,
    `${acsUrl}?a=1`,
    acsUrl.toUpperCase(),
    "http://localhost:3000/saml/../saml/acs",
    "http://localhost:3000@evil.example/saml/acs",
    "javascript:alert(1)",
    "//evil.example/acs",
  ])("is the configured one where the request names %j, and the log has both", async (named) => {
    await using saml = await samlOrg(endpoints);
    await saml.signIn();
    const page = await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ acsUrl: named })));

    expect(postedBy(page).action).toBe(acsUrl);
    expect(page.text).not.toContain("evil.example");
    expect(postedBy(page).xml).not.toContain("evil.example");
    expect((await saml.lastEvent()).debugData).toMatchObject({ acsUrl, ignoredAcsUrl: named });
  });

  it("is nowhere for an index that the app does not have: a page says which there are, and how to add it", async () => {
    await using saml = await samlOrg(endpoints);
    await saml.signIn();
    const page = await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ acsIndex: 3 })));

    expect(page.status).toBe(400);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toContain("Asked for 3 Set up 2, 7");
    expect(wordsOf(page)).toContain(
      `--other-acs-url 2=${listed} --other-acs-url &#39;7=http://localhost:3000/saml/acs2?tenant=a&amp;x=1&#39; --other-acs-url 3=&lt;url&gt;`,
    );
    expect(await saml.lastEvent()).toMatchObject({
      result: "FAILURE",
      reason: "AssertionConsumerServiceIndex is not one of the app's",
      actor: saml.test.ada.id,
      debugData: { signOnMode: "SAML 2.0", askedFor: "3", setUp: "2, 7" },
    });
  });
});
