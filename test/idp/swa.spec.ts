/** The page that asks for an app's credentials: nobody else's browser, and nothing twice. */
import { describe, expect, it } from "vitest";
import { appPasswordOf } from "../../src/directory/app-credentials.js";
import swa from "../../src/integrations/swa/index.js";
import { documentOf } from "../../src/integrations/values.js";
import type { App } from "../../src/store/apps.js";
import { type Assignment, assignmentOf } from "../../src/store/assignments.js";
import { Browser, handleOf } from "./browser.js";
import { freshOrg } from "./org.js";

const FORM = { formUrl: "http://localhost:3000/session", usernameField: "user", passwordField: "pass" };
const settings = (more: object) => documentOf(swa, { loginUrl: "http://localhost:3000/login", ...more });
const OWN = { credentials: "EDIT_USERNAME_AND_PASSWORD" };

async function swaOrg(more: object = OWN) {
  const test = await freshOrg();
  const about = { signOnMode: "AUTO_LOGIN", name: "acme_sheet_1", label: "Sheet <1>" };
  const { app } = await test.addApp({}, { ...about, document: settings({ ...FORM, ...more }) });
  const tile = `/home/${app.name}/${app.id}/${app.linkId}`;
  const path = `/app/${app.name}/${app.id}/swa/credentials`;
  const browser = new Browser(test.origin);
  await browser.signIn(await browser.go("/"), { user: test.ada.id });
  const post = (from: Browser, handle: string, fields: object = {}, headers: Record<string, string> = {}) =>
    from.post(path, { handle, username: "ada", password: "CANARY-1", ...fields }, headers);
  const kept = async () =>
    await appPasswordOf(test.store, (await assignmentOf(test.store.read, app.id, test.ada.id)) as Assignment);
  const signOns = async () =>
    (await test.events())
      .filter(({ eventType }) => eventType === "user.authentication.sso")
      .map(({ result }) => result);
  return { test, app, tile, browser, post, kept, signOns };
}

describe("the page that asks for an app's credentials", () => {
  it("keeps what was typed sealed, posts it to the app's form, and tells the log", async () => {
    const { test, app, tile, browser, post, kept, signOns } = await swaOrg();
    await using _ = test;
    const asked = await browser.get(tile);
    expect(asked.text).toContain("Sheet &lt;1&gt;");
    expect(await signOns()).toEqual([]);

    const posted = await post(browser, handleOf(asked), { username: ' a"b ', password: "CANARY-1" });

    expect(posted.status).toBe(200);
    expect(posted.text).toContain('action="http://localhost:3000/session"');
    expect(posted.text).toContain('name="user" value="a&quot;b"');
    expect(posted.text).toContain('name="pass" value="CANARY-1"');
    expect(posted.headers.get("cache-control")).toContain("no-store");
    expect(posted.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(await kept()).toBe("CANARY-1");
    const types = (await test.events()).map(({ eventType }) => eventType);
    expect(types).toEqual(expect.arrayContaining(["application.user_membership.change_password"]));
    expect(types).toEqual(expect.arrayContaining(["application.user_membership.change_username"]));
    expect(JSON.stringify(await test.events())).not.toContain("CANARY");
    expect(await signOns()).toEqual(["SUCCESS"]);
    expect((await browser.go("/app/UserHome")).text).toContain(
      `/home/${app.name}/${app.id}/${app.linkId}?credentials=new`,
    );
  });

  it("takes nothing twice, from another session, from another site, or for another app", async () => {
    const { test, app, tile, browser, post, kept } = await swaOrg();
    await using _ = test;
    const handle = handleOf(await browser.get(tile));
    const stranger = new Browser(test.origin);
    expect((await post(stranger, handle)).location).toBe("/app/UserHome");
    await stranger.signIn(await stranger.go("/"), { user: test.bob.id });
    expect((await post(stranger, handle)).status).toBe(403);
    const second = new Browser(test.origin);
    await second.signIn(await second.go("/"), { user: test.ada.id });
    expect((await post(second, handle)).status, "the same person in another browser").toBe(403);
    expect((await post(browser, handle, {}, { origin: "http://evil.example" })).status).toBe(403);
    expect((await post(browser, "made-up")).status).toBe(403);
    const other = await test.addApp({}, { signOnMode: "AUTO_LOGIN", name: "other", document: app.document });
    const elsewhere = `/app/other/${other.app.id}/swa/credentials`;
    expect((await browser.post(elsewhere, { handle, username: "a", password: "b" })).status).toBe(403);
    expect(await kept()).toBeUndefined();

    expect((await post(browser, handle)).status).toBe(200);
    expect((await post(browser, handle, { password: "other" })).status).toBe(403);
    expect(await kept()).toBe("CANARY-1");
  });

  it.each([
    ["no password", { password: "" }],
    ["no name", { username: " " }],
    ["a control character", { password: "a\u0000b" }],
    ["a name that is too long", { username: "x".repeat(101) }],
  ])("asks again for %s, with the same page", async (_name, fields) => {
    const { test, tile, browser, post, kept } = await swaOrg();
    await using _ = test;
    const handle = handleOf(await browser.get(tile));
    const again = await post(browser, handle, fields);
    expect([again.status, handleOf(again)]).toEqual([401, handle]);
    expect(again.text).not.toContain("CANARY");
    expect(await kept()).toBeUndefined();
  });

  it("lets nobody in who lost the app meanwhile, and posts nothing when the scheme is another one", async () => {
    const { test, app, tile, browser, post, kept } = await swaOrg();
    await using _ = test;
    const handle = handleOf(await browser.get(tile));
    const editTo = (edited: App) => test.editApp(edited);
    await editTo({ ...app, document: settings({ ...FORM, credentials: "ADMIN_SETS_CREDENTIALS" }) });
    expect((await post(browser, handle)).status).toBe(403);
    await editTo({ ...app, status: "INACTIVE" });
    expect((await post(browser, handle)).status).toBe(404);
    expect(await kept()).toBeUndefined();
  });
});

describe("the tile of an SWA app", () => {
  it("leads to the login page where nobody knows the form, and tells the admin", async () => {
    const unknown = { formUrl: undefined, usernameField: undefined, passwordField: undefined };
    const { test, tile, browser, signOns } = await swaOrg({ ...unknown, ...OWN });
    await using _ = test;
    const page = await browser.get(tile);
    expect(page.text).toContain('href="http://localhost:3000/login"');
    expect(page.text).toContain("--form-url");
    expect(await signOns()).toEqual(["FAILURE"]);
  });

  it("says to the admin which command sets a password that is missing", async () => {
    const { test, tile, browser, signOns } = await swaOrg({
      credentials: "SHARED_USERNAME_AND_PASSWORD",
      sharedUsername: "team",
    });
    await using _ = test;
    const page = await browser.get(tile);
    expect([page.status, page.text]).toEqual([403, expect.stringContaining("--shared-password -")]);
    expect(await signOns()).toEqual(["FAILURE"]);
    expect((await browser.go("/app/UserHome")).text).not.toContain("credentials=new");
  });
});
