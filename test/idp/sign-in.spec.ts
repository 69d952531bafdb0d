import { describe, expect, it, vi } from "vitest";
import { hashPassword } from "../../src/crypto/password.js";
import { mintSessionToken } from "../../src/idp/sessions/session-token.js";
import type { UserStatus } from "../../src/store/users.js";
import { Browser, handleOf } from "./browser.js";
import { freshOrg, password, type TestOrg } from "./org.js";

const page = (browser: Browser, fromURI?: string) =>
  browser.get(`/login/login.htm${fromURI === undefined ? "" : `?${new URLSearchParams({ fromURI })}`}`);

const failures = async (test: TestOrg) =>
  (await test.events())
    .filter(({ eventType, result }) => eventType === "user.session.start" && result === "FAILURE")
    .map(({ reason }) => reason);

describe("the sign-in page", () => {
  it("offers the active users in order of login beside the password form, and works without script", async () => {
    await using test = await freshOrg();
    await test.addUser("carl@example.com", { status: "DEPROVISIONED" });

    const { text, headers } = await page(new Browser(test.origin));

    const offered = [...text.matchAll(/<small>([^<]+)<\/small>/g)].map(([, login]) => login);
    expect(offered).toEqual(["ada@example.com", "bob@example.com"]);
    expect(text).toMatch(/<label for="username">[\s\S]*<label for="password">/);
    expect(text).toContain('<html lang="en">');
    expect(text).not.toContain("<script");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toContain("no-store");
  });

  it("offers twenty of many and says so", async () => {
    await using test = await freshOrg();
    for (let n = 10; n < 30; n += 1) await test.addUser(`u${n}@example.com`);

    const { text } = await page(new Browser(test.origin));

    expect(text.match(/name="user"/g)).toHaveLength(20);
    expect(text).toContain("There are more users");
  });

  it("signs in with name and password, whatever the capitals of the name", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);

    const home = await browser.signIn(await page(browser), { username: " Ada@Example.com ", password });

    expect(home.text).toContain("Signed in as Ada Lovelace");
  });

  it("says the same of a wrong password, an unknown user and a suspended one", async () => {
    await using test = await freshOrg();
    await test.addUser("carl@example.com", { status: "SUSPENDED" });
    const browser = new Browser(test.origin);
    const answers = [];
    for (const [username, typed] of [
      ["ada@example.com", "wrong"],
      ["nobody@example.com", "wrong"],
      ["carl@example.com", password],
      ["carl@example.com", "wrong"],
      ["", ""],
    ] as const) {
      const answer = await browser.signIn(await page(browser), { username, password: typed });
      answers.push([answer.status, /role="alert">([^<]+)</.exec(answer.text)?.[1], browser.cookies.has("idx")]);
    }

    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify([401, "Unable to sign in", false])]),
    );
    expect(await failures(test)).toEqual([
      "INVALID_CREDENTIALS",
      "INVALID_CREDENTIALS",
      "VERIFICATION_ERROR",
      "INVALID_CREDENTIALS",
      "INVALID_CREDENTIALS",
    ]);
  });

  it("keeps a typed password out of page and log", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);

    const answer = await browser.signIn(await page(browser), {
      username: "ada@example.com",
      password: "hunter2hunter2",
    });

    expect(answer.text).not.toContain("hunter2hunter2");
    expect(JSON.stringify(await test.events())).not.toContain("hunter2hunter2");
  });

  it("lets somebody try again on the page of the failure", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const failed = await browser.signIn(await page(browser), { username: "ada@example.com", password: "wrong" });

    expect((await browser.signIn(failed, { username: "ada@example.com", password })).text).toContain("Signed in as");
  });

  it.each<[UserStatus, string]>([
    ["LOCKED_OUT", "Your account is locked. Please contact your administrator."],
    ["PASSWORD_EXPIRED", "Your password has expired. Please contact your administrator."],
    ["STAGED", "Unable to sign in"],
    ["DEPROVISIONED", "Unable to sign in"],
  ])("lets in nobody who is %s, with password or with one click", async (status, text) => {
    await using test = await freshOrg();
    const carl = await test.addUser("carl@example.com", { status });
    const browser = new Browser(test.origin);

    const typed = await browser.signIn(await page(browser), { username: carl.login, password });
    const clicked = await browser.signIn(await page(browser), { user: carl.id });

    for (const answer of [typed, clicked]) {
      expect(answer.status).toBe(401);
      expect(answer.text).toContain(text);
    }
    expect(browser.cookies.has("idx")).toBe(false);
  });

  it("lets in nobody of another org", async () => {
    await using test = await freshOrg();
    await using other = await freshOrg();
    const browser = new Browser(test.origin);

    expect((await browser.signIn(await page(browser), { user: other.ada.id })).status).toBe(401);
  });

  it("takes a session token in the form, once", async () => {
    await using test = await freshOrg();
    const sessionToken = await mintSessionToken(test.store, { org: test.org.id, user: test.ada.id });
    const [first, second] = [new Browser(test.origin), new Browser(test.origin)];

    expect((await first.signIn(await page(first), { sessionToken })).text).toContain("Signed in as");
    expect((await second.signIn(await page(second), { sessionToken })).status).toBe(401);
  });
});

describe("the sign-in form", () => {
  it("is refused from a browser that was not shown it", async () => {
    await using test = await freshOrg();
    const handle = handleOf(await page(new Browser(test.origin)));
    const victim = new Browser(test.origin);
    await page(victim);

    const answer = await victim.post("/login/login.htm", { handle, user: test.bob.id });

    expect(answer.status).toBe(403);
    expect(victim.cookies.has("idx")).toBe(false);
  });

  it("is refused without the cookie, as when another site posts it", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const handle = handleOf(await page(browser));
    browser.cookies.clear();

    expect((await browser.post("/login/login.htm", { handle, user: test.ada.id })).status).toBe(403);
  });

  it.each(["https://evil.example", "null", "http://localhost:3000"])(
    "is refused from the origin %s",
    async (origin) => {
      await using test = await freshOrg();
      const browser = new Browser(test.origin);
      const handle = handleOf(await page(browser));

      expect((await browser.post("/login/login.htm", { handle, user: test.ada.id }, { origin })).status).toBe(403);
      expect(
        (await browser.post("/login/login.htm", { handle, user: test.ada.id }, { origin: test.origin })).status,
      ).toBe(303);
    },
  );

  it.each([{}, { handle: "" }, { handle: "x".repeat(43) }])(
    "is refused with a handle that is none: %j",
    async (fields) => {
      await using test = await freshOrg();
      const browser = new Browser(test.origin);
      await page(browser);

      expect(
        (await browser.post("/login/login.htm", { ...fields, user: test.ada.id } as Record<string, string>)).status,
      ).toBe(403);
    },
  );

  it("is used up by a sign-in", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const shown = await page(browser);
    await browser.signIn(shown, { user: test.ada.id });

    expect((await browser.post("/login/login.htm", { handle: handleOf(shown), user: test.bob.id })).status).toBe(403);
  });

  it("is over after an hour", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const shown = await page(browser);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_601_000 });
    try {
      expect((await browser.post("/login/login.htm", { handle: handleOf(shown), user: test.ada.id })).status).toBe(403);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the password of a run", () => {
  const runPassword = "only in this run";

  async function withRun() {
    const test = await freshOrg();
    const run = await test.addRun({}, { testUser: test.ada.id, passwordHash: await hashPassword(runPassword) });
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    return { test, browser, run };
  }

  it("signs the test user in, in a sign-in that the run has opened", async () => {
    const { test, browser, run } = await withRun();
    await using _test = test;

    const home = await browser.signIn(await page(browser), { username: test.ada.login, password: runPassword });

    expect(home.text).toContain("Signed in as Ada");
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "user.session.start", run: run.id });
  });

  it("leaves the test user's own password valid", async () => {
    const { test, browser } = await withRun();
    await using _test = test;

    expect((await browser.signIn(await page(browser), { username: test.ada.login, password })).text).toContain(
      "Signed in",
    );
  });

  it("signs in nobody else, and nobody elsewhere", async () => {
    const { test, browser } = await withRun();
    await using _test = test;
    const other = new Browser(test.origin);

    const bob = await browser.signIn(await page(browser), { username: test.bob.login, password: runPassword });
    const elsewhere = await other.signIn(await page(other), { username: test.ada.login, password: runPassword });

    expect([bob.status, elsewhere.status]).toEqual([401, 401]);
  });
});

describe("where a sign-in leads", () => {
  it("goes on at a path of the IdP", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const shown = await page(browser, "/home/a/b/c?x=1");

    const answer = await browser.post("/login/login.htm", { handle: handleOf(shown), user: test.ada.id });

    expect(answer.status).toBe(303);
    expect(answer.location).toBe("/home/a/b/c?x=1");
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "http://127.0.0.1@evil.example/",
    "data:text/html,x",
    "evil",
  ])("never goes to %j", async (fromURI) => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const shown = await page(browser, fromURI);

    const answer = await browser.post("/login/login.htm", { handle: handleOf(shown), user: test.ada.id });
    const out = await browser.get(`/login/signout?${new URLSearchParams({ fromURI })}`);

    expect(answer.location).toBe("/app/UserHome");
    expect(out.location).toBe("");
  });
});

describe("/login/sessionCookieRedirect", () => {
  const mint = (test: TestOrg) => mintSessionToken(test.store, { org: test.org.id, user: test.ada.id });
  const go = (browser: Browser, fields: Record<string, string>) =>
    browser.get(`/login/sessionCookieRedirect?${new URLSearchParams(fields)}`);

  it.each(["/app/UserHome", "http://localhost:3000/callback"])(
    "makes the token the session and goes to %s",
    async (to) => {
      await using test = await freshOrg();
      const browser = new Browser(test.origin);

      const answer = await go(browser, { token: await mint(test), redirectUrl: to });

      expect(answer.location).toBe(to);
      expect((await browser.get("/app/UserHome")).text).toContain("Signed in as Ada");
    },
  );

  it("goes nowhere that only the link names, and leaves the token unused", async () => {
    await using test = await freshOrg();
    const browser = new Browser(test.origin);
    const token = await mint(test);

    const refused = await go(browser, { token, redirectUrl: "https://evil.example/" });

    expect(refused.status).toBe(400);
    expect(refused.location).toBe("");
    expect((await go(browser, { token })).location).toBe("/app/UserHome");
  });

  it("leads to the sign-in page with a token that was used", async () => {
    await using test = await freshOrg();
    const token = await mint(test);
    await go(new Browser(test.origin), { token });

    const second = new Browser(test.origin);
    expect((await go(second, { token })).location).toMatch(/^\/login\/login\.htm/);
    expect(second.cookies.has("idx")).toBe(false);
  });
});

describe("/login/signout", () => {
  it("ends the session of this browser and of no other", async () => {
    await using test = await freshOrg();
    const [one, two] = [new Browser(test.origin), new Browser(test.origin)];
    for (const browser of [one, two]) await browser.signIn(await page(browser), { user: test.ada.id });
    const cookie = one.cookies.get("idx") ?? "";

    expect((await one.get("/login/signout")).text).toContain("You are signed out");

    one.cookies.set("idx", cookie);
    expect((await one.get("/app/UserHome")).status).toBe(302);
    expect((await two.get("/app/UserHome")).status).toBe(200);
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "user.session.end", actor: test.ada.id });
  });

  it("goes on where fromURI says, within the IdP", async () => {
    await using test = await freshOrg();

    expect((await new Browser(test.origin).get("/login/signout?fromURI=/app/UserHome")).location).toBe("/app/UserHome");
  });
});
