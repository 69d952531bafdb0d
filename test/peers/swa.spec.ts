/** SWA against an app that nobody here wrote the sessions of: its form is found, and the tile signs people in to it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookAtLoginPage } from "../../src/app-look/look-at-login-page.js";
import { assign, unassign } from "../../src/directory/assign.js";
import { createApp } from "../../src/directory/create-app.js";
import { deleteApp } from "../../src/directory/delete-app.js";
import { mintSessionToken } from "../../src/idp/sessions/session-token.js";
import swa from "../../src/integrations/swa/index.js";
import { documentOf } from "../../src/integrations/values.js";
import { createHttpAgent } from "../../src/smoke/agents/http/http-agent.js";
import type { App } from "../../src/store/apps.js";
import { secretsWithoutOwner } from "../../src/store/soundness.js";
import { freePort } from "../e2e/built-cli.js";
import { password as adasPassword, freshOrg, type TestOrg } from "../idp/org.js";
import { chromiumIsHere, launchChromium } from "./chromium/chromium.js";
import { type LoginFormApp, start } from "./login-form/start.js";

const clock = () => new Date();
const ACCOUNTS = {
  "ada@example.com": adasPassword,
  team: "shared 'pw' & <b>",
  ada: 'ada\'s "own"',
};

describe("an app with a login form", () => {
  let site: LoginFormApp;
  let guarded: LoginFormApp;
  let org: TestOrg;
  beforeAll(async () => {
    site = await start({ port: await freePort(), accounts: ACCOUNTS });
    guarded = await start({ port: await freePort(), accounts: ACCOUNTS, guarded: true });
    org = await freshOrg();
  });
  afterAll(async () => {
    await org[Symbol.asyncDispose]();
    await site.close();
    await guarded.close();
  });

  /** An app of that scheme, with the form that was found, assigned to Ada. */
  async function made(credentials: string, at = site, more: { shared?: string; own?: string; username?: string } = {}) {
    const { form } = await lookAtLoginPage(at.loginUrl, { clock });
    if (!form) throw new Error("no form");
    const { url: formUrl, usernameField, passwordField, others: optionalFields } = form;
    const document = documentOf(swa, {
      ...{ loginUrl: at.loginUrl, credentials, formUrl, usernameField, passwordField, optionalFields },
      ...(more.shared === undefined ? {} : { sharedUsername: "team" }),
    });
    const secrets: Record<string, string> = more.shared === undefined ? {} : { sharedPassword: more.shared };
    const about = { label: credentials, signOnMode: "AUTO_LOGIN", document, secrets };
    const { app } = await createApp(
      org.store,
      org.org,
      { ...about, keepsSecret: false, signsAssertions: false },
      clock(),
    );
    const { username, own: password } = more;
    await assign(org.store, app, { users: [org.ada], username, password }, clock());
    return app;
  }

  /** A browser where Ada is signed in, which has clicked the tile. */
  async function clicked(app: App) {
    const agent = createHttpAgent({ idpOrigin: org.origin });
    const token = await mintSessionToken(org.store, { org: org.org.id, user: org.ada.id });
    const tile = `${org.origin}/home/${app.name}/${app.id}/${app.linkId}`;
    const { page } = await agent.get(`${tile}?sessionToken=${token}`);
    return { agent, page, tile };
  }

  it("shows its form, with what a browser would post besides, and which of it is new on every visit", async () => {
    expect(await lookAtLoginPage(site.loginUrl, { clock })).toEqual({
      form: {
        url: `${site.url}/session`,
        method: "POST",
        encoding: "application/x-www-form-urlencoded",
        usernameField: "login",
        passwordField: "pass",
        others: [
          { name: "tenant", value: "acme & co" },
          { name: "submit", value: "in" },
        ],
      },
      tokens: [],
      notes: [],
    });
    const { landedAt, tokens, notes } = await lookAtLoginPage(`${guarded.url}/`, { clock });
    expect({ landedAt, tokens }).toEqual({ landedAt: guarded.loginUrl, tokens: ["_csrf"] });
    expect(notes.join()).toContain("browser plugin");
  });

  it("gets the account that all people share", async () => {
    const { page } = await clicked(await made("SHARED_USERNAME_AND_PASSWORD", site, { shared: ACCOUNTS.team }));
    expect(page.text).toBe("Signed in as team");
    expect(page.url).toBe(`${site.url}/`);
  });

  it("gets what the admin has set for the person, and nothing before that", async () => {
    const app = await made("ADMIN_SETS_CREDENTIALS");
    const before = await clicked(app);
    expect(before.page.status).toBe(403);
    expect(before.page.text).toContain("There is no password");
    expect(before.page.text).toContain("--app-password -");

    await assign(org.store, app, { users: [org.ada], username: "ada", password: ACCOUNTS.ada }, clock());
    expect((await clicked(app)).page.text).toBe("Signed in as ada");
  });

  it("asks the person once, keeps what was typed, and takes other credentials when the person wants", async () => {
    const app = await made("EDIT_USERNAME_AND_PASSWORD");
    const { agent, page, tile } = await clicked(app);
    const [form] = page.forms;
    if (!form) throw new Error(page.text);
    const wrong = await agent.submit(form, { username: "ada", password: "wrong" });
    expect(wrong.page.text).toBe("refused: password");

    const again = await agent.get(tile);
    expect(again.page.text, "it is kept as it was typed, and not asked for").toBe("refused: password");
    const other = await agent.get(`${tile}?credentials=new`);
    const right = await agent.submit(other.page.forms[0] as typeof form, { username: "ada", password: ACCOUNTS.ada });
    expect(right.page.text).toBe("Signed in as ada");
    expect((await clicked(app)).page.text, "in another browser too").toBe("Signed in as ada");

    await unassign(org.store, app, { users: [org.ada] }, clock());
    await assign(org.store, app, { users: [org.ada] }, clock());
    expect((await clicked(app)).page.forms, "who is assigned anew types it anew").toHaveLength(1);
  });

  it("asks for the password alone where the admin sets the name", async () => {
    const app = await made("EDIT_PASSWORD_ONLY", site, { username: "ada" });
    const { agent, page } = await clicked(app);
    expect(page.forms[0]?.controls.map(({ name }) => name)).toEqual(["handle", "password"]);
    const done = await agent.submit(page.forms[0] as NonNullable<(typeof page.forms)[0]>, { password: ACCOUNTS.ada });
    expect(done.page.text).toBe("Signed in as ada");
  });

  it("gets the password of the person here, which is asked for each time, tried, and not kept", async () => {
    const app = await made("EXTERNAL_PASSWORD_SYNC");
    for (const time of ["first", "second"]) {
      const { agent, page } = await clicked(app);
      const form = page.forms[0] as NonNullable<(typeof page.forms)[0]>;
      const wrong = await agent.submit(form, { password: "wrong" });
      expect(wrong.page.status, time).toBe(401);
      const right = await agent.submit(wrong.page.forms[0] as typeof form, { password: adasPassword });
      expect(right.page.text, time).toBe("Signed in as ada@example.com");
    }
    expect(site.refused.filter(({ username }) => username === "ada@example.com")).toEqual([]);
  });

  it("refuses a form without its token, as was said", async () => {
    const app = await made("SHARED_USERNAME_AND_PASSWORD", guarded, { shared: ACCOUNTS.team });
    expect((await clicked(app)).page.text).toBe("refused: token");
  });

  it("leaves no password behind when it is deleted", async () => {
    const app = await made("ADMIN_SETS_CREDENTIALS", site, { own: "x" });
    await deleteApp(org.store, app, { force: true }, clock());
    const columns = new Map([
      ["app", ["id"]],
      ["assignment", ["id"]],
    ]);
    expect(await secretsWithoutOwner({ read: org.store.read, references: [], columns } as never)).toEqual([]);
  });

  it.skipIf(!chromiumIsHere)("is signed in to in Chromium, whose policy for our page lets the form go", async () => {
    const app = await made("SHARED_USERNAME_AND_PASSWORD", site, { shared: ACCOUNTS.team });
    const chromium = await launchChromium();
    try {
      const page = await chromium.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      const token = await mintSessionToken(org.store, { org: org.org.id, user: org.ada.id });
      const tile = `${org.origin}/home/${app.name}/${app.id}/${app.linkId}?sessionToken=${token}`;
      await page.goto(tile, { waitUntil: "commit" });
      await page.waitForURL(`${site.url}/`);
      expect(await page.textContent("p")).toBe("Signed in as team");
      expect(complaints).toEqual([]);
    } finally {
      await chromium.close();
    }
  });
});
