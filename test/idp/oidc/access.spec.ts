import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { mintSessionToken } from "../../../src/idp/sessions/session-token.js";
import { deleteAssignment } from "../../../src/store/assignments.js";
import { setRunOverlay } from "../../../src/store/runs.js";
import { setUserStatus } from "../../../src/store/users.js";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";

const partyOf = (test: TestOrg) => relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));

const notAssigned = {
  error: "access_denied",
  error_description: "User is not assigned to the client application.",
};

describe("who may have a code", () => {
  it("refuses somebody who is not assigned, with the platform's words and the app's state", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const { url, checks } = await begin(await partyOf(test));

    const back = await browser.signIn(await browser.go(url), { user: test.bob.id });

    expect(Object.fromEntries(new URL(back.location).searchParams)).toEqual({
      ...notAssigned,
      state: checks.expectedState,
    });
    const events = await test.events();
    expect(events.slice(-2).map(({ eventType, reason }) => [eventType, reason])).toEqual([
      ["app.generic.unauth_app_access_attempt", "User not assigned"],
      ["app.oauth2.authorize", "User not assigned"],
    ]);
    expect(events.some(({ eventType }) => eventType === "user.authentication.sso")).toBe(false);
  });

  it("refuses somebody with an open session and an old grant who was unassigned since", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);
    await test.change((tx) => deleteAssignment(tx, test.app.id, test.ada.id).then(() => {}));

    const back = await browser.get((await begin(config)).url);

    expect(Object.fromEntries(new URL(back.location).searchParams)).toMatchObject(notAssigned);
  });

  it("asks somebody who was suspended since to sign in, and lets nobody in", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);
    await test.change((tx) => setUserStatus(tx, test.ada.id, "SUSPENDED", new Date()));

    const page = await browser.go((await begin(config)).url);

    expect(page.text).toContain("Sign in");
    expect(page.text).not.toContain(test.ada.id);
    expect((await browser.signIn(page, { user: test.ada.id })).status).toBe(401);
  });

  it("refuses the tokens to somebody who was unassigned after the code was issued", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    const { url, checks } = await begin(config);
    const back = await browser.signIn(await browser.go(url), { user: test.ada.id });
    await test.change((tx) => deleteAssignment(tx, test.app.id, test.ada.id).then(() => {}));

    await expect(client.authorizationCodeGrant(config, new URL(back.location), checks)).rejects.toMatchObject({
      error: "invalid_grant",
    });
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.token.grant",
      reason: "User not assigned",
    });
  });

  it("refuses the tokens when the app was deactivated after the code was issued", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    const { url, checks } = await begin(config);
    const back = await browser.signIn(await browser.go(url), { user: test.ada.id });
    await test.editApp({ ...test.app, status: "INACTIVE" });

    await expect(client.authorizationCodeGrant(config, new URL(back.location), checks)).rejects.toMatchObject({
      status: 401,
      cause: [{ parameters: { error: "invalid_client" } }],
    });
  });

  it("tells nothing at userinfo about somebody who was unassigned since", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const tokens = await signInAs(new Browser(test.origin), config, test.ada.id);
    await expect(client.fetchUserInfo(config, tokens.access_token, test.ada.id)).resolves.toHaveProperty("email");
    await test.change((tx) => deleteAssignment(tx, test.app.id, test.ada.id).then(() => {}));

    const answer = await fetch(`${test.origin}/oauth2/v1/userinfo`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });

    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("refuses an app whose sign-on mode is another", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    await test.editApp({ ...test.app, signOnMode: "SAML_2_0" });

    expect((await new Browser(test.origin).get((await begin(config)).url)).status).toBe(400);
  });
});

describe("the overlay of a run", () => {
  it("refuses in the run what stays allowed for everybody else", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({ unassigned: [{ app: test.app.id, user: test.ada.id }] });
    const ofRun = new Browser(test.origin);
    ofRun.cookies.set("appint_run", run.token);
    const other = new Browser(test.origin);
    await signInAs(other, config, test.ada.id);

    const back = await ofRun.signIn(await ofRun.go((await begin(config)).url), { user: test.ada.id });

    expect(Object.fromEntries(new URL(back.location).searchParams)).toMatchObject(notAssigned);
    expect((await other.get((await begin(config)).url)).location).toContain("code=");
  });

  it("follows the session of the run, also without its cookie", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({ unassigned: [{ app: test.app.id, user: test.ada.id }] });
    const token = await mintSessionToken(test.store, { org: test.org.id, user: test.ada.id, run: run.id });

    const back = await new Browser(test.origin).go((await begin(config, { sessionToken: token })).url);

    expect(Object.fromEntries(new URL(back.location).searchParams)).toMatchObject(notAssigned);
  });

  it("follows a code to the token endpoint, where no cookie is", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({});
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    const { url, checks } = await begin(config);
    const back = await browser.signIn(await browser.go(url), { user: test.ada.id });
    await test.store.keep((tx) => setRunOverlay(tx, run.id, { suspendedUsers: [test.ada.id] }));

    await expect(client.authorizationCodeGrant(config, new URL(back.location), checks)).rejects.toMatchObject({
      error: "invalid_grant",
    });
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "app.oauth2.token.grant", run: run.id });
  });

  it("follows an access token to userinfo", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({});
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    const tokens = await signInAs(browser, config, test.ada.id);
    await test.store.keep((tx) => setRunOverlay(tx, run.id, { inactiveApps: [test.app.id] }));

    await expect(client.fetchUserInfo(config, tokens.access_token, test.ada.id)).rejects.toThrow();
  });

  it("shows an app as inactive in the run", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({ inactiveApps: [test.app.id] });
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);

    expect((await browser.get((await begin(config)).url)).status).toBe(400);
    expect((await new Browser(test.origin).get((await begin(config)).url)).status).toBe(302);
  });

  it("ends with the run", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const overlay = { unassigned: [{ app: test.app.id, user: test.ada.id }] };
    const run = await test.addRun(overlay, { expires: new Date(Date.now() - 1000) });
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);

    await expect(signInAs(browser, config, test.ada.id)).resolves.toHaveProperty("id_token");
  });

  it("is not for whoever guesses a token", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const run = await test.addRun({ unassigned: [{ app: test.app.id, user: test.ada.id }] });
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.id);

    await expect(signInAs(browser, config, test.ada.id)).resolves.toHaveProperty("id_token");
  });
});
