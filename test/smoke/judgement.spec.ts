import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpAgent } from "../../src/smoke/agents/http/http-agent.js";
import { type Judgement, judge } from "../../src/smoke/judgement.js";
import type { App, TestSettings } from "../../src/store/apps.js";
import type { User } from "../../src/store/users.js";
import { type Listening, listen } from "../peers/harness/listen.js";

const user: User = {
  id: "00u1",
  org: "00o1",
  login: "ada@example.com",
  email: "ada@example.com",
  firstName: "Ada",
  lastName: "Lovelace",
  status: "ACTIVE",
  profile: {},
  created: new Date(0),
  lastUpdated: new Date(0),
};

/** Answers a request; `signedIn` when it carries the session cookie. */
type Answer = (
  request: { path: string; signedIn: boolean },
  respond: { page(text: string, status?: number): void; redirect(to: string): void; idp(): void },
) => void;

describe("the judgement of a sign-in", () => {
  const listening: Listening[] = [];
  afterEach(() => Promise.all(listening.splice(0).map(({ close }) => close())));

  /** Visits a page with the session cookie, as after a sign-in, and judges what it shows. */
  async function judged(
    answer: Answer,
    {
      start = "/reports",
      landing = start,
      tests = () => ({}),
      idpIsGone = false,
    }: {
      start?: string;
      landing?: string;
      tests?: (url: string) => TestSettings;
      idpIsGone?: boolean;
    } = {},
  ): Promise<Judgement> {
    const idp = await listen((_request, response) => response.end("<title>Sign in</title>"), 0, "127.0.0.1");
    const app = await listen((request: IncomingMessage, response: ServerResponse) => {
      const html = (status: number, text: string) => {
        response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
        response.end(`<!doctype html><title>App</title><p>${text}</p>`);
      };
      const redirect = (location: string) => response.writeHead(303, { location }).end();
      answer(
        { path: request.url ?? "/", signedIn: /(^|; )sid=1/.test(request.headers.cookie ?? "") },
        { page: (text, status = 200) => html(status, text), redirect, idp: () => redirect(`${idp.url}/authorize`) },
      );
    });
    listening.push(app);
    if (idpIsGone) await idp.close();
    else listening.push(idp);
    const clock = () => new Date();
    const agent = createHttpAgent({ idpOrigin: idp.url, clock, timeoutMs: 5000 });
    try {
      await agent.setCookie(app.url, "sid=1; Path=/");
      const visit = await agent.get(app.url + landing);
      const startUrl = app.url + start;
      const target = {
        app: {} as App,
        startUrl,
        startUrlGiven: true,
        startUrls: [startUrl],
        tests: tests(app.url),
        deliveryUrl: `${app.url}/acs`,
        mayVisit: () => true,
      };
      const input = { idpOrigin: idp.url, target, user, assignment: { username: user.login }, clock, timeoutMs: 5000 };
      return await judge(input, agent, visit);
    } finally {
      await agent.close();
    }
  }

  const me = (url: string) => ({ userUrl: `${url}/me` });
  const healthy: Answer = ({ path, signedIn }, { page, idp }) => {
    if (path === "/me") return signedIn ? page("ada@example.com") : page("not signed in", 401);
    return signedIn ? page("Signed in as ada@example.com") : idp();
  };

  describe("is yes", () => {
    it("for a protected page that is shown after the sign-in alone", async () => {
      expect(await judged(healthy)).toMatchObject({ signedIn: "yes", identity: "ada@example.com" });
    });

    it("for a page that shows the person, and not to a stranger", async () => {
      expect(await judged(healthy, { tests: me })).toMatchObject({
        signedIn: "yes",
        how: "/me shows ada@example.com, and not to an anonymous visitor",
        identity: "ada@example.com",
      });
    });

    it("for a public page that greets the person after the sign-in", async () => {
      const answer: Answer = ({ signedIn }, { page }) => page(signedIn ? "Hello Ada Lovelace" : "Sign in");
      expect(await judged(answer, { start: "/" })).toMatchObject({ signedIn: "yes", identity: "Ada Lovelace" });
    });

    it("for a page where the person can change the password", async () => {
      const form = '<form><input name="name"><input name="a" type="password"><input name="b" type="password"></form>';
      const answer: Answer = ({ signedIn }, { page, idp }) => (signedIn ? page(`Ada Lovelace</p>${form}`) : idp());
      expect(await judged(answer)).toMatchObject({ signedIn: "yes", identity: "Ada Lovelace" });
    });

    it("for an app that sends strangers to a sign-in page of its own", async () => {
      const answer: Answer = ({ path, signedIn }, { page, redirect }) => {
        if (path === "/login") return page('<form><input name="u"><input type="password" name="p"></form>');
        return signedIn ? page("Reports") : redirect("/login");
      };
      expect(await judged(answer)).toMatchObject({ signedIn: "yes", identity: undefined });
    });

    it("without an identity, where the protected page does not say who is there", async () => {
      const answer: Answer = ({ signedIn }, { page, idp }) => (signedIn ? page("Reports") : idp());
      expect(await judged(answer)).toMatchObject({ signedIn: "yes", identity: undefined });
    });

    it("for a page that strangers are refused instead of sent to the IdP", async () => {
      const answer: Answer = ({ signedIn }, { page }) => (signedIn ? page("Reports") : page("no", 401));
      expect(await judged(answer)).toMatchObject({ signedIn: "yes" });
    });
  });

  describe("is no", () => {
    it("for a page that still asks to sign in", async () => {
      const answer: Answer = ({ path }, { page, idp }) => (path === "/" ? page("Welcome back") : idp());
      expect(await judged(answer, { landing: "/" })).toMatchObject({
        signedIn: "no",
        why: expect.stringMatching(/still asks to sign in/),
      });
    });

    it("for a sign-in that ended at the IdP", async () => {
      expect(await judged((_request, { idp }) => idp())).toMatchObject({
        signedIn: "no",
        why: "the sign-in ended at the IdP: 200 Sign in",
      });
    });

    it.each([403, 404, 500])("for a landing that answers %i, with its words", async (status) => {
      const answer: Answer = (_request, { page }) => page("state lost", status);
      expect(await judged(answer)).toMatchObject({ signedIn: "no", why: `/reports answered ${status}: "state lost"` });
    });

    it("for a session that lasts for one page", async () => {
      let shown = 0;
      const answer: Answer = ({ signedIn }, { page, idp }) => (signedIn && shown++ === 0 ? page("Reports") : idp());
      expect(await judged(answer)).toMatchObject({ signedIn: "no", why: expect.stringMatching(/shown once, then/) });
    });

    it.each<[string, string]>([
      ["names the person", "Sign-in failed for ada@example.com"],
      ["names nobody", ""],
    ])("for the app's own sign-in page, which %s", async (_title, flash) => {
      const form = '<form method="post"><input name="login"><input name="password" type="password"></form>';
      const answer: Answer = ({ path, signedIn }, { page, redirect }) =>
        path === "/login" ? page(`${signedIn ? flash : ""}</p>${form}`) : redirect("/login");
      expect(await judged(answer)).toMatchObject({
        signedIn: "no",
        why: expect.stringMatching(/^\/reports still asks to sign in/),
      });
    });

    it("for a user page that leads to the app's own sign-in page, with the name of who failed", async () => {
      const form = '<form method="post"><input name="login"><input name="password" type="password"></form>';
      const answer: Answer = ({ path, signedIn }, { page, redirect }) => {
        if (path === "/login") return page(signedIn ? `ada@example.com is unknown</p>${form}` : form);
        return path === "/me" ? redirect("/login") : page("Hello");
      };
      expect(await judged(answer, { tests: me })).toMatchObject({ signedIn: "no", why: "/me asks to sign in again" });
    });

    it("for a page that names the person once, while the protected page stays closed", async () => {
      let shown = 0;
      const answer: Answer = ({ path, signedIn }, { page, idp }) => {
        if (path !== "/failed") return idp();
        return page(signedIn && shown++ === 0 ? "ada@example.com has no account" : "Hello");
      };
      expect(await judged(answer, { landing: "/failed" })).toMatchObject({
        signedIn: "no",
        why: expect.stringMatching(/^\/reports still asks/),
      });
    });

    it("for an app that is gone, without the query of its address", async () => {
      const answer: Answer = (_request, { redirect }) => redirect("http://localhost:1/callback?code=secret");
      expect(await judged(answer)).toMatchObject({
        signedIn: "no",
        why: "http://localhost:1/callback does not answer (ECONNREFUSED)",
      });
    });

    it("for a loop", async () => {
      expect(await judged(({ path }, { redirect }) => redirect(path))).toMatchObject({
        signedIn: "no",
        why: expect.stringMatching(/circle/),
      });
    });

    it("for a user page that refuses after the sign-in", async () => {
      const answer: Answer = ({ path }, { page }) => (path === "/me" ? page("who?", 401) : page("Hello"));
      expect(await judged(answer, { tests: me })).toMatchObject({
        signedIn: "no",
        why: '/me answers 401 after the sign-in: "who?"',
      });
    });

    it("for a user page that asks to sign in again", async () => {
      const answer: Answer = ({ path }, { page, idp }) => (path === "/me" ? idp() : page("Hello"));
      expect(await judged(answer, { tests: me })).toMatchObject({ signedIn: "no", why: "/me asks to sign in again" });
    });

    it.each<[string, (url: string) => TestSettings]>([
      ["text", () => ({ expectText: "Welcome Ada" })],
      ["status", () => ({ expectStatus: 201 })],
      ["address", (url) => ({ expectUrl: `${url}/home` })],
    ])("for another %s than expected, however healthy the rest is", async (_title, tests) => {
      expect((await judged(healthy, { tests })).signedIn).toBe("no");
    });
  });

  describe("is unknown, and says what to add", () => {
    it.each<[string, Answer, Parameters<typeof judged>[1]]>([
      ["the page is the same for everybody", (_request, { page }) => page("Welcome"), {}],
      ["the page greets everybody by the person's name", (_request, { page }) => page("Hi ada@example.com"), {}],
      ["the user page greets everybody", (_request, { page }) => page("Hi ada@example.com"), { tests: me }],
      [
        "the user page shows somebody, but not this person, to everybody",
        (_request, { page }) => page("Hi grace@example.com"),
        { tests: me },
      ],
      [
        "only the expected text is there, for everybody",
        (_request, { page }) => page("Welcome"),
        {
          tests: () => ({ expectText: "Welcome", expectStatus: 200 }),
        },
      ],
    ])("where %s", async (_title, answer, options) => {
      const judgement = await judged(answer, options);
      expect(judgement).toMatchObject({ signedIn: "unknown", add: expect.stringContaining("--user-url") });
    });

    it("where a page names the person once and never again", async () => {
      let shown = 0;
      const answer: Answer = ({ signedIn }, { page }) =>
        page(signedIn && shown++ === 0 ? "Sorry, ada@example.com" : "Welcome");
      expect(await judged(answer)).toMatchObject({
        signedIn: "unknown",
        why: expect.stringMatching(/^\/reports names ada@example.com, but no page does that is asked for again/),
      });
    });

    it("where a stranger's first visit alone opens the page", async () => {
      let visits = 0;
      const answer: Answer = ({ signedIn }, { page, idp }) => (signedIn || visits++ > 0 ? page("Reports") : idp());
      expect((await judged(answer)).signedIn).toBe("unknown");
    });

    it("where the page is shown or not by chance", async () => {
      let turn = 0;
      const answer: Answer = (_request, { page, idp }) => (turn++ % 2 === 0 ? page("Reports") : idp());
      expect((await judged(answer)).signedIn).not.toBe("yes");
    });

    it.each([429, 500, 503])("where strangers are answered %i, which keeps nobody out", async (status) => {
      const answer: Answer = ({ signedIn }, { page }) => page("Reports", signedIn ? 200 : status);
      expect((await judged(answer)).signedIn).toBe("unknown");
      expect((await judged(answer, { tests: me })).signedIn).toBe("unknown");
    });

    it("where a page that only signed-in people see says that the sign-in failed", async () => {
      const answer: Answer = ({ signedIn }, { page, idp }) =>
        signedIn ? page("Could not sign in ada@example.com") : idp();
      expect(await judged(answer)).toMatchObject({
        signedIn: "unknown",
        why: expect.stringMatching(/says "Could not sign in"/),
        add: expect.stringContaining("--expect-text"),
      });
      const tests = () => ({ expectText: "ada@example.com" });
      expect(await judged(answer, { tests })).toMatchObject({ signedIn: "yes" });
    });

    it("where both are led to the same page, without accusing the page that was asked for", async () => {
      const answer: Answer = ({ path }, { page, redirect }) =>
        path === "/login" ? page('<a href="/sso">Sign in</a>') : redirect("/login");
      expect(await judged(answer)).toMatchObject({ signedIn: "unknown", same: false });
    });

    it("where the IdP went away: that is not the app's fault", async () => {
      const judgement = await judged((_request, { idp }) => idp(), { idpIsGone: true });
      expect(judgement).toMatchObject({ signedIn: "unknown", add: expect.stringContaining("appint serve") });
    });

    it("where the page is drawn by script", async () => {
      const answer: Answer = (_request, { page }) => page('</p><div id="root"></div><script src="/app.js"></script>');
      expect((await judged(answer)).signedIn).toBe("unknown");
    });

    it("with the stranger's view, where both were answered alike", async () => {
      expect(await judged((_request, { page }) => page("Welcome"))).toMatchObject({
        anonymous: { kind: "answered" },
        same: true,
      });
    });
  });
});
