import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { setVisible } from "../../../src/integrations/fields/visible.js";
import { Browser } from "../browser.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";
import { acsUrl, authnInstantIn, postedBy, redirectPath, samlOrg } from "./saml-org.js";

describe.each(["tile", "sign-on URL"] as const)("a sign-in that begins at the IdP, by the %s", (way) => {
  const pathOf = (saml: { tilePath: string; ssoPath: string }) => (way === "tile" ? saml.tilePath : saml.ssoPath);

  it("posts an unsolicited response", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const { action, xml, relayState } = postedBy(await saml.browser.get(pathOf(saml)));

    expect(action).toBe(acsUrl);
    expect(relayState).toBe("");
    expect(xml).not.toContain("InResponseTo");
    expect(xml).toMatch(/SessionIndex="id\d{25}"/);
    expect(await saml.lastEvent()).toMatchObject({
      result: "SUCCESS",
      actor: saml.test.ada.id,
      debugData: { initiationType: "IDP_INITIATED", acsUrl },
    });
  });

  it("works for an app that is hidden from the dashboard, whose tile is not there", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    expect((await saml.browser.go("/app/UserHome")).text).toContain(saml.tilePath);
    const document = structuredClone(saml.app.document);
    setVisible(document, false);
    await saml.test.editApp({ ...saml.app, document });

    expect((await saml.browser.go("/app/UserHome")).text).not.toContain(saml.tilePath);
    expect(postedBy(await saml.browser.get(pathOf(saml))).action).toBe(acsUrl);
  });

  it("takes the RelayState from the link, also past the sign-in page", async () => {
    await using saml = await samlOrg({ defaultRelayState: "/default" });
    const wanted = `/deep?a=1&b="<ü>`;
    const path = `${pathOf(saml)}?${new URLSearchParams({ RelayState: wanted })}`;
    const past = await saml.browser.signIn(await saml.browser.go(path), { user: saml.test.ada.id });

    expect(postedBy(past).relayState).toBe(wanted);
    expect(postedBy(await saml.browser.get(path)).relayState).toBe(wanted);
    expect(postedBy(await saml.browser.get(`${pathOf(saml)}?RelayState=`)).relayState).toBe("");
  });

  it("takes the app's default RelayState where the link has none", async () => {
    await using saml = await samlOrg({ defaultRelayState: "/default" });
    await saml.signIn();

    expect(postedBy(await saml.browser.get(pathOf(saml))).relayState).toBe("/default");
  });

  it("never goes to an address that RelayState or a parameter names", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const evil = "https://evil.example/";
    const query = new URLSearchParams({
      RelayState: evil,
      fromURI: evil,
      acs: evil,
      AssertionConsumerServiceURL: evil,
    });
    const page = await saml.browser.get(`${pathOf(saml)}?${query}`);

    expect(page.location).toBe("");
    expect(postedBy(page).action).toBe(acsUrl);
  });
});

describe("one sign-in for both protocols", () => {
  it("lets an OIDC sign-in open the SAML app, and the other way round", async () => {
    await using saml = await samlOrg();
    const { test } = saml;
    const config = await relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));
    await signInAs(saml.browser, config, test.ada.id);
    const viaOidc = postedBy(await saml.browser.get(redirectPath(saml.ssoPath)));

    const other = new Browser(test.origin);
    await other.signIn(await other.go(redirectPath(saml.ssoPath)), { user: test.ada.id });
    const { url, checks } = await begin(config);
    const back = await other.go(url);
    const tokens = await client.authorizationCodeGrant(config, new URL(back.location), checks);

    expect(viaOidc.xml).toContain(">ada@example.com</saml2:NameID>");
    expect(tokens.claims()?.sub).toBe(test.ada.id);
    const starts = (await test.events()).filter(({ eventType }) => eventType === "user.session.start");
    expect(starts).toHaveLength(2);
  });

  it("tells the SP when the person signed in, not when the response was made", async () => {
    await using saml = await samlOrg();
    const before = new Date();
    await saml.signIn();
    const after = new Date();
    const instant = authnInstantIn(postedBy(await saml.browser.get(saml.tilePath)).xml);
    const later = authnInstantIn(postedBy(await saml.browser.get(saml.tilePath)).xml);

    expect(instant.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(instant.getTime()).toBeLessThanOrEqual(after.getTime());
    expect(later).toEqual(instant);
  });

  it("ends with the session: after signing out the tile asks who it is", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    await saml.browser.get("/login/signout");

    expect((await saml.browser.get(saml.tilePath)).location).toMatch(/^\/login\/login\.htm/);
    expect((await saml.browser.get(saml.ssoPath)).location).toMatch(/^\/login\/login\.htm/);
  });
});
