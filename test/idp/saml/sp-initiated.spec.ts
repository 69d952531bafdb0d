import { describe, expect, it } from "vitest";
import { AUTHN_CONTEXT } from "../../../src/protocols/saml/urns.js";
import { Browser } from "../browser.js";
import { password } from "../org.js";
import { acsUrl, isResponse, postedBy, postFrom, redirectPath, requestXml, samlOrg } from "./saml-org.js";

/** Both ways in which an SP sends a browser here; what the browser opens next. */
const bindings = {
  redirect: async (_browser: Browser, path: string, xml?: string, relayState?: string) =>
    redirectPath(path, xml, relayState),
  post: async (browser: Browser, path: string, xml?: string, relayState?: string) => {
    const answer = await postFrom(browser, path, xml, relayState);
    expect(answer.status).toBe(303);
    return answer.location;
  },
};

const relayStates = {
  short: "/reports?q=1",
  "of 2 kB": `${"/a/b?c=%20&d=".repeat(157)}ende`,
  "full of quotes": `"><script>alert('x')</script>&amp;&lt;\\ 'single' "double" \u{1F600} ü`,
  empty: "",
};

describe.each(Object.entries(bindings))("an AuthnRequest by %s", (binding, arrive) => {
  it("is answered at once where a session is open, by a page that posts the response to the ACS", async () => {
    await using saml = await samlOrg();
    await saml.signIn();

    const page = await saml.browser.get(await arrive(saml.browser, saml.ssoPath));
    const { action, xml, relayState, fields } = postedBy(page);

    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("no-cache, no-store");
    expect(action).toBe(acsUrl);
    expect(fields).toEqual(["SAMLResponse", "RelayState"]);
    expect(relayState).toBe("");
    expect(xml.split('InResponseTo="_request1"')).toHaveLength(3);
    expect(xml).toContain('SessionIndex="_request1"');
    expect(xml).toContain(`Destination="${acsUrl}"`);
    expect(xml).toContain(`Recipient="${acsUrl}"`);
    expect(xml).toContain(">ada@example.com</saml2:NameID>");
    expect(xml).toContain(AUTHN_CONTEXT.passwordProtectedTransport);
  });

  it("survives the sign-in, one wrong password, and a restart in between", async () => {
    await using saml = await samlOrg();
    const page = await saml.browser.go(await arrive(saml.browser, saml.ssoPath, undefined, "/reports"));
    const wrong = await saml.browser.signIn(page, { username: "ada@example.com", password: "wrong" });
    expect(wrong.status).toBe(401);
    await saml.test.restart();

    const posted = postedBy(await saml.browser.signIn(wrong, { username: "ada@example.com", password }));

    expect(posted.relayState).toBe("/reports");
    expect(posted.xml).toContain('InResponseTo="_request1"');
  });

  it.each(Object.entries(relayStates))("brings back a RelayState %s as it came", async (_name, relayState) => {
    await using saml = await samlOrg({ defaultRelayState: "/default" });
    const signInPage = await saml.browser.go(await arrive(saml.browser, saml.ssoPath, undefined, relayState));
    const afterSignIn = await saml.browser.signIn(signInPage, { user: saml.test.ada.id });
    const atOnce = await saml.browser.get(await arrive(saml.browser, saml.ssoPath, undefined, relayState));

    for (const page of [afterSignIn, atOnce]) {
      expect(postedBy(page).relayState).toBe(relayState);
      expect(page.text).not.toContain("<script>alert");
      expect(page.text.match(/<script/g)).toHaveLength(1);
    }
  });

  it("does not fill in the app's default RelayState: that is for sign-ins that begin at the IdP", async () => {
    await using saml = await samlOrg({ defaultRelayState: "/default" });
    await saml.signIn();

    expect(postedBy(await saml.browser.get(await arrive(saml.browser, saml.ssoPath))).relayState).toBe("");
  });

  it("is logged with who, where to and which request", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    await saml.browser.get(await arrive(saml.browser, saml.ssoPath));
    const event = await saml.lastEvent();

    expect(event).toMatchObject({
      eventType: "user.authentication.sso",
      result: "SUCCESS",
      actor: saml.test.ada.id,
      run: null,
      debugData: { initiationType: "SP_INITIATED", acsUrl, authnRequestId: "_request1" },
    });
    expect(event.targets).toEqual(expect.arrayContaining([saml.app.id, saml.test.ada.id]));
    expect(event.debugData).not.toHaveProperty("ignoredAcsUrl");
  });

  it("fills in the person whom the request names as its subject", async () => {
    await using saml = await samlOrg();
    const xml = requestXml().replace(
      "</saml2p:AuthnRequest>",
      '<saml2:Subject xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:NameID>ada@example.com</saml2:NameID></saml2:Subject>$&',
    );

    const page = await saml.browser.go(await arrive(saml.browser, saml.ssoPath, xml));

    expect(page.text).toContain('name="username" type="text" value="ada@example.com"');
  });

  it(`is answered to nobody who has not signed in (${binding})`, async () => {
    await using saml = await samlOrg();
    const path = await arrive(saml.browser, saml.ssoPath);
    saml.browser.cookies.set("idx", "A".repeat(43));
    const page = await saml.browser.get(path);

    expect(page.status).toBe(302);
    expect(page.location).toMatch(/^\/login\/login\.htm\?/);
    expect(isResponse(page)).toBe(false);
  });
});

describe("a posted AuthnRequest", () => {
  it("may be deflated", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const query = new URL(redirectPath(saml.ssoPath), saml.test.origin).searchParams;
    const answer = await saml.browser.post(saml.ssoPath, { SAMLRequest: query.get("SAMLRequest") ?? "" });

    expect(postedBy(await saml.browser.get(answer.location)).xml).toContain('InResponseTo="_request1"');
  });
});

describe("the kept request of a handle", () => {
  it("cannot be guessed, and no two are alike", async () => {
    await using saml = await samlOrg();
    const locations = await Promise.all(Array.from({ length: 5 }, () => postFrom(saml.browser, saml.ssoPath)));
    const handles = locations.map(({ location }) => new URL(location, saml.test.origin).searchParams.get("request"));

    expect(new Set(handles).size).toBe(5);
    for (const handle of handles) expect(handle).toMatch(/^[\w-]{43}$/);
  });

  it("is worth nothing at another app, in another org, or changed", async () => {
    await using saml = await samlOrg();
    await using elsewhere = await samlOrg();
    const { app: other } = await saml.addSamlApp();
    await saml.signIn();
    await elsewhere.signIn();
    const { location } = await postFrom(saml.browser, saml.ssoPath);
    const query = location.slice(location.indexOf("?"));

    for (const page of [
      await saml.browser.get(`/app/${other.name}/${other.externalKey}/sso/saml${query}`),
      await elsewhere.browser.get(elsewhere.ssoPath + query),
      await saml.browser.get(location.slice(0, -1) + (location.endsWith("A") ? "B" : "A")),
      await saml.browser.get(`${saml.ssoPath}?request=`),
    ]) {
      expect(page.status).toBe(400);
      expect(page.text).toContain("This sign-in was begun more than an hour ago");
      expect(isResponse(page)).toBe(false);
    }
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", reason: "The kept AuthnRequest is gone" });
    expect(postedBy(await saml.browser.get(location)).xml).toContain('InResponseTo="_request1"');
  });
});

describe("a session token in the link", () => {
  it("signs in once, and is not kept in the address that the browser comes back to", async () => {
    await using saml = await samlOrg();
    const { mintSessionToken } = await import("../../../src/idp/sessions/session-token.js");
    const token = await mintSessionToken(saml.test.store, { org: saml.test.org.id, user: saml.test.ada.id });

    const page = await saml.browser.get(`${redirectPath(saml.ssoPath)}&sessionToken=${token}`);
    const again = await new Browser(saml.test.origin).get(`${saml.ssoPath}?RelayState=%2Fx&sessionToken=${token}`);

    expect(postedBy(page).xml).toContain(">ada@example.com<");
    expect(again.status).toBe(302);
    expect(again.location).not.toContain(token);
    expect(decodeURIComponent(again.location)).toContain("RelayState=");
  });
});
