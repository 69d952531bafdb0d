import * as client from "openid-client";
import { describe, expect, it, vi } from "vitest";
import { mintSessionToken } from "../../../src/idp/sessions/session-token.js";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";

const partyOf = (test: TestOrg) => relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));

const mint = (test: TestOrg, user = test.ada.id) => mintSessionToken(test.store, { org: test.org.id, user });

describe("a fresh sign-in on request", () => {
  it.each<Record<string, string>>([{ prompt: "login" }, { max_age: "0" }])(
    "is asked for although a session is open: %j",
    async (asked) => {
      await using test = await freshOrg();
      const config = await partyOf(test);
      const browser = new Browser(test.origin);
      const first = await signInAs(browser, config, test.ada.id);

      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
      try {
        const { url, checks } = await begin(config, asked);
        const page = await browser.go(url);
        expect(page.text).toContain("<h1>Sign in</h1>");
        const back = await browser.signIn(page, { user: test.ada.id });
        const second = await client.authorizationCodeGrant(config, new URL(back.location), checks);

        expect(second.claims()?.auth_time).toBeGreaterThan(Number(first.claims()?.auth_time));
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it("is asked for when the session is older than max_age, and only then", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    try {
      expect((await browser.get((await begin(config, { max_age: "3600" })).url)).location).toContain("code=");
      expect((await browser.get((await begin(config, { max_age: "60" })).url)).location).toContain("/login/login.htm");
      const silent = await browser.get((await begin(config, { max_age: "60", prompt: "none" })).url);
      expect(silent.location).toContain("error=login_required");
    } finally {
      vi.useRealTimers();
    }
  });

  it("with prompt=consent does not loop", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);

    await expect(
      signInAs(new Browser(test.origin), config, test.ada.id, { prompt: "login consent" }),
    ).resolves.toHaveProperty("id_token");
  });
});

describe("prompt=none", () => {
  it("is answered silently within a session", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);

    expect((await browser.get((await begin(config, { prompt: "none" })).url)).location).toContain("code=");
  });
});

describe("the session", () => {
  it("ends after two idle hours, and lives on with use", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);
    const silent = async () => (await browser.get((await begin(config, { prompt: "none" })).url)).location;
    const start = Date.now();
    const minutes = (count: number) => vi.setSystemTime(start + count * 60_000);

    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      minutes(119);
      expect(await silent()).toContain("code=");
      minutes(119 + 119);
      expect(await silent()).toContain("code=");
      minutes(119 + 119 + 121);
      expect(await silent()).toContain("error=login_required");
    } finally {
      vi.useRealTimers();
    }
  });

  it("gets a new cookie at every sign-in, so that a planted one is worth nothing", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    browser.cookies.set("idx", "planted-by-somebody-else");
    await signInAs(browser, config, test.ada.id);
    const cookie = browser.cookies.get("idx");

    await browser.signIn(await browser.go((await begin(config, { prompt: "login" })).url), { user: test.ada.id });

    expect(cookie).not.toBe("planted-by-somebody-else");
    expect(browser.cookies.get("idx")).not.toBe(cookie);
    const old = new Browser(test.origin);
    old.cookies.set("idx", cookie ?? "");
    expect((await old.get((await begin(config, { prompt: "none" })).url)).location).toContain("error=login_required");
  });

  it("is not known by a cookie of another org", async () => {
    await using test = await freshOrg();
    await using other = await freshOrg();
    const browser = new Browser(other.origin);
    await signInAs(browser, await partyOf(other), other.ada.id);
    const here = new Browser(test.origin);
    here.cookies.set("idx", browser.cookies.get("idx") ?? "");

    const { url } = await begin(await partyOf(test), { prompt: "none" });
    expect((await here.get(url)).location).toContain("error=login_required");
  });
});

describe("a sessionToken on the authorize request", () => {
  it("signs in without a page, once", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const sessionToken = await mint(test);
    const { url, checks } = await begin(config, { sessionToken });

    const back = await new Browser(test.origin).go(url);
    const tokens = await client.authorizationCodeGrant(config, new URL(back.location), checks);
    const again = await new Browser(test.origin).go((await begin(config, { sessionToken })).url);

    expect(tokens.claims()?.sub).toBe(test.ada.id);
    expect(again.text).toContain("<h1>Sign in</h1>");
    expect(JSON.stringify(await test.events())).not.toContain(sessionToken);
  });

  it("signs in one of two browsers that come at the same time", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const { url } = await begin(config, { sessionToken: await mint(test), prompt: "none" });

    const answers = await Promise.all([0, 1].map(() => new Browser(test.origin).go(url)));

    expect(answers.map(({ location }) => location.includes("code=")).sort()).toEqual([false, true]);
  });

  it("is over after five minutes", async () => {
    await using test = await freshOrg();
    const { url } = await begin(await partyOf(test), { sessionToken: await mint(test) });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    try {
      expect((await new Browser(test.origin).go(url)).text).toContain("<h1>Sign in</h1>");
    } finally {
      vi.useRealTimers();
    }
  });

  it("does not replace the session that is open", async () => {
    await using test = await freshOrg();
    const config = await partyOf(test);
    const browser = new Browser(test.origin);
    await signInAs(browser, config, test.ada.id);
    const cookie = browser.cookies.get("idx");

    const back = await browser.go((await begin(config, { sessionToken: await mint(test, test.bob.id) })).url);

    expect(back.location).toContain("code=");
    expect(browser.cookies.get("idx")).toBe(cookie);
  });

  it("lets nobody in who is not active", async () => {
    await using test = await freshOrg();
    const carl = await test.addUser("carl@example.com", { status: "SUSPENDED" });
    const { url } = await begin(await partyOf(test), { sessionToken: await mint(test, carl.id), prompt: "none" });

    expect((await new Browser(test.origin).go(url)).location).toContain("error=login_required");
  });
});

describe("login_hint", () => {
  it("fills in the name, and nothing else", async () => {
    await using test = await freshOrg();
    const { url } = await begin(await partyOf(test), { login_hint: '"><b>ada' });

    const page = await new Browser(test.origin).go(url);

    expect(page.text).toContain('name="username" type="text" value="&quot;&gt;&lt;b&gt;ada"');
  });
});
