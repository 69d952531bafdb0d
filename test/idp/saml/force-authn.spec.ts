import { describe, expect, it } from "vitest";
import { authnInstantIn, isResponse, postedBy, postFrom, redirectPath, requestXml, samlOrg } from "./saml-org.js";

const forced = requestXml({ forceAuthn: true });

describe.each(["redirect", "post"] as const)("ForceAuthn by %s", (binding) => {
  const arrive = async (saml: Awaited<ReturnType<typeof samlOrg>>, xml = forced) =>
    binding === "redirect"
      ? redirectPath(saml.ssoPath, xml)
      : (await postFrom(saml.browser, saml.ssoPath, xml)).location;

  it("asks a person who is signed in to sign in again, and then answers", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const page = await saml.browser.go(await arrive(saml));
    expect(page.text).toContain("<h1>Sign in</h1>");

    const before = new Date();
    const posted = postedBy(await saml.browser.signIn(page, { user: saml.test.ada.id }));

    expect(posted.xml).toContain('InResponseTo="_request1"');
    expect(authnInstantIn(posted.xml).getTime()).toBeGreaterThanOrEqual(before.getTime());
    const starts = (await saml.test.events()).filter(({ eventType }) => eventType === "user.session.start");
    expect(starts).toHaveLength(2);
  });

  it("is not satisfied by going back without signing in", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const { location } = await saml.browser.get(await arrive(saml));
    const back = new URL(location, saml.test.origin).searchParams.get("fromURI") ?? "";

    const page = await saml.browser.get(back);

    expect(page.location).toMatch(/^\/login\/login\.htm/);
    expect(isResponse(page)).toBe(false);
  });

  it("is not satisfied for the next request by the sign-in for the last", async () => {
    await using saml = await samlOrg();
    await saml.browser.signIn(await saml.browser.go(await arrive(saml)), { user: saml.test.ada.id });

    expect((await saml.browser.get(await arrive(saml))).location).toMatch(/^\/login\/login\.htm/);
  });

  it("asks nothing more of a person who has just signed in for it", async () => {
    await using saml = await samlOrg();

    const page = await saml.browser.signIn(await saml.browser.go(await arrive(saml)), { user: saml.test.ada.id });

    expect(isResponse(page)).toBe(true);
  });

  it("is ignored where the app does not honor it, and where the request says false", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    expect(isResponse(await saml.browser.get(await arrive(saml, requestXml({ forceAuthn: false }))))).toBe(true);
    await saml.edit({ honorForceAuthn: false });

    expect(isResponse(await saml.browser.get(await arrive(saml)))).toBe(true);
  });
});

describe("IsPassive", () => {
  const passive = requestXml({ isPassive: true });

  it("is answered with the assertion where somebody is signed in", async () => {
    await using saml = await samlOrg();
    await saml.signIn();

    expect(postedBy(await saml.browser.get(redirectPath(saml.ssoPath, passive))).xml).toContain("status:Success");
  });

  it.each([
    ["nobody is signed in", passive, false],
    ["the person would have to sign in again", requestXml({ isPassive: true, forceAuthn: true }), true],
  ])("is answered with NoPassive and no sign-in page where %s", async (_case, xml, signedIn) => {
    await using saml = await samlOrg();
    if (signedIn) await saml.signIn();
    const posted = postedBy(await saml.browser.get(redirectPath(saml.ssoPath, xml, "/reports")));

    expect(posted.xml).toContain("status:Responder");
    expect(posted.xml).toContain("status:NoPassive");
    expect(posted.xml).toContain('InResponseTo="_request1"');
    expect(posted.xml).not.toContain("Assertion");
    expect(posted.relayState).toBe("/reports");
    expect(await saml.lastEvent()).toMatchObject({
      eventType: "user.authentication.sso",
      result: "FAILURE",
      reason: "NoPassive",
      actor: signedIn ? saml.test.ada.id : "unknown",
    });
  });

  it("does not send the refusal to an unlisted ACS either, and logs both", async () => {
    await using saml = await samlOrg();
    const xml = requestXml({ isPassive: true, acsUrl: "https://evil.example/acs" });
    const { action } = postedBy(await saml.browser.get(redirectPath(saml.ssoPath, xml)));

    expect(action).toBe("http://localhost:3000/saml/acs");
    expect((await saml.lastEvent()).debugData).toMatchObject({
      acsUrl: "http://localhost:3000/saml/acs",
      ignoredAcsUrl: "https://evil.example/acs",
    });
  });
});
