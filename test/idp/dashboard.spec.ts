import { describe, expect, it } from "vitest";
import { mintSessionToken } from "../../src/idp/sessions/session-token.js";
import { Browser } from "./browser.js";
import { freshOrg, type TestOrg } from "./org.js";

const spec = {
  initiate_login_uri: "http://localhost:3000/start",
  idp_initiated_login: { mode: "SPEC" },
};

const tilePath = ({ app }: TestOrg) => `/home/${app.name}/${app.id}/${app.linkId}`;

async function adasBrowser(test: TestOrg, user = test.ada.id) {
  const browser = new Browser(test.origin);
  const home = await browser.signIn(await browser.go("/"), { user });
  return { browser, home };
}

describe("the dashboard", () => {
  it("shows a tile for an app that can be opened from there", async () => {
    await using test = await freshOrg(spec);

    const { home } = await adasBrowser(test);

    expect(home.text).toContain(`<a class="tile" href="${tilePath(test)}">App 1</a>`);
    expect(home.text).toContain("Ada Lovelace");
  });

  it("opens an app whose address has letters that no header can carry", async () => {
    await using test = await freshOrg({ ...spec, initiate_login_uri: "http://localhost:3000/日 é" });
    const { browser } = await adasBrowser(test);

    const opened = await browser.get(tilePath(test));

    expect(opened.status).toBe(302);
    expect(opened.location).toMatch(/^http:\/\/localhost:3000\/%E6%97%A5%20%C3%A9\?iss=/);
  });

  it.each([
    ["an app without an initiate-login URI", { ...spec, initiate_login_uri: null }],
    ["an app that starts its sign-in itself", { ...spec, idp_initiated_login: { mode: "DISABLED" } }],
  ])("shows none for %s", async (_name, settings) => {
    await using test = await freshOrg(settings);

    expect((await adasBrowser(test)).home.text).not.toContain(tilePath(test));
  });

  it.each([
    ["hidden", { hide: { web: true }, appLinks: { oidc_client_link: true } }],
    ["without a link", { hide: { web: false }, appLinks: { oidc_client_link: false } }],
  ])("shows none for an app that is %s, whose embed link still works", async (_name, visibility) => {
    await using test = await freshOrg(spec);
    await test.editApp({ ...test.app, document: { ...test.app.document, visibility } });
    const { browser, home } = await adasBrowser(test);

    expect(home.text).not.toContain(tilePath(test));
    expect((await browser.get(tilePath(test))).location).toContain("http://localhost:3000/start");
  });

  it("shows none to somebody who is not assigned, nor of an inactive app, nor against the overlay of a run", async () => {
    await using test = await freshOrg(spec);
    const run = await test.addRun({ inactiveApps: [test.app.id] });
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    const inRun = await browser.signIn(await browser.go("/"), { user: test.ada.id });

    expect((await adasBrowser(test, test.bob.id)).home.text).not.toContain(tilePath(test));
    expect(inRun.text).not.toContain(tilePath(test));
    await test.editApp({ ...test.app, status: "INACTIVE" });
    expect((await adasBrowser(test)).home.text).not.toContain(tilePath(test));
  });

  it("asks a stranger to sign in", async () => {
    await using test = await freshOrg();

    expect((await new Browser(test.origin).go("/app/UserHome")).text).toContain("<h1>Sign in</h1>");
  });

  it("escapes what the admin has typed", async () => {
    await using test = await freshOrg(spec);
    await test.editApp({ ...test.app, label: '<img src=x onerror="alert(1)">' });

    expect((await adasBrowser(test)).home.text).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });
});

describe("the tile of an OIDC app", () => {
  it("sends the browser to the app's initiate-login URI with the issuer", async () => {
    await using test = await freshOrg({ ...spec, initiate_login_uri: "http://localhost:3000/start?tenant=1" });
    const { browser } = await adasBrowser(test);

    const answer = await browser.get(tilePath(test));

    expect(answer.status).toBe(302);
    expect(answer.location).toBe(`http://localhost:3000/start?tenant=1&iss=${encodeURIComponent(test.origin)}`);
  });

  it("lets a stranger sign in first and goes on", async () => {
    await using test = await freshOrg(spec);
    const browser = new Browser(test.origin);

    const answer = await browser.signIn(await browser.go(tilePath(test)), { user: test.ada.id });

    expect(answer.location).toMatch(/^http:\/\/localhost:3000\/start\?iss=/);
  });

  it.each(["sessionToken", "onetimetoken"])("takes a %s", async (name) => {
    await using test = await freshOrg(spec);
    const token = await mintSessionToken(test.store, { org: test.org.id, user: test.ada.id });

    expect((await new Browser(test.origin).get(`${tilePath(test)}?${name}=${token}`)).location).toContain(
      "/start?iss=",
    );
    expect((await new Browser(test.origin).get(`${tilePath(test)}?${name}=${token}`)).location).toContain("/login/");
  });

  it("refuses somebody who is not assigned, and names the command that assigns", async () => {
    await using test = await freshOrg(spec);
    const { browser } = await adasBrowser(test, test.bob.id);

    const page = await browser.get(tilePath(test));

    expect(page.status).toBe(403);
    expect(page.text).toContain("User is not assigned to this application");
    expect(page.text).toContain("appint assign app-1 --user bob@example.com");
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.generic.unauth_app_access_attempt",
      result: "FAILURE",
      actor: test.bob.id,
      targets: [test.app.id],
    });
  });

  it("refuses an inactive app, and names the command that activates it", async () => {
    await using test = await freshOrg(spec);
    const { browser } = await adasBrowser(test);
    await test.editApp({ ...test.app, status: "INACTIVE" });

    const page = await browser.get(tilePath(test));

    expect(page.status).toBe(404);
    expect(page.text).toContain("There is no app at this address.");
    expect(page.text).toContain("appint apps activate app-1");
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.generic.unauth_app_access_attempt",
      result: "FAILURE",
      reason: "App is not active",
      actor: test.ada.id,
      targets: [test.app.id],
    });
  });

  it("tells a stranger of an inactive app at once what its sign-on URL tells, and takes no session token for it", async () => {
    await using test = await freshOrg(spec);
    await test.editApp({ ...test.app, status: "INACTIVE" });
    const token = await mintSessionToken(test.store, { org: test.org.id, user: test.ada.id });

    expect((await new Browser(test.origin).get(tilePath(test))).status).toBe(404);
    expect((await new Browser(test.origin).get(`${tilePath(test)}?sessionToken=${token}`)).status).toBe(404);
    await test.editApp(test.app);
    const later = await new Browser(test.origin).get(`${tilePath(test)}?sessionToken=${token}`);
    expect(later.location).toContain("/start?iss=");
  });

  it("of an app that is inactive for a run is not there for that run, and works for everybody else", async () => {
    await using test = await freshOrg(spec);
    const run = await test.addRun({ inactiveApps: [test.app.id] });
    const { browser } = await adasBrowser(test);
    expect((await browser.get(tilePath(test))).status).toBe(302);

    browser.cookies.set("appint_run", run.token);

    expect((await browser.get(tilePath(test))).status).toBe(404);
  });

  it("says what is missing when the app cannot start a sign-in", async () => {
    await using test = await freshOrg();
    const { browser } = await adasBrowser(test);

    const page = await browser.get(tilePath(test));

    expect(page.status).toBe(404);
    expect(page.text).toContain("appint apps edit app-1 --initiate-login-uri");
  });

  it("is nowhere but at its own link", async () => {
    await using test = await freshOrg(spec);
    const { browser } = await adasBrowser(test);
    const { name, id, linkId } = test.app;

    for (const path of [`/home/${name}/${id}/x`, `/home/x/${id}/${linkId}`, `/home/${name}/x/${linkId}`]) {
      expect((await browser.get(path)).status).toBe(404);
    }
  });
});
