/** Whose browser is signed in as whom: fixed sessions, forged forms, and what an answer tells of who exists. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, handleOf } from "../browser.js";
import { freshOrg, password, type TestOrg } from "../org.js";

let test: TestOrg;
beforeAll(async () => {
  test = await freshOrg();
});
afterAll(() => test[Symbol.asyncDispose]());

const page = (browser: Browser) => browser.get("/login/login.htm");
const home = async (idx: string) => {
  const browser = new Browser(test.origin);
  browser.cookies.set("idx", idx);
  return await browser.get("/app/UserHome");
};

describe("a session", () => {
  it.each(["password", "one click"])(
    "gets a new cookie at every sign-in (%s): one that was planted is worth nothing",
    async (how) => {
      const planted = "A".repeat(43);
      const browser = new Browser(test.origin);
      browser.cookies.set("idx", planted);
      const fields: Record<string, string> =
        how === "password" ? { username: test.ada.login, password } : { user: test.ada.id };
      await browser.signIn(await page(browser), fields);
      const first = browser.cookies.get("idx") ?? "";
      await browser.signIn(await page(browser), fields);
      const second = browser.cookies.get("idx") ?? "";

      expect(new Set([planted, first, second]).size).toBe(3);
      expect((await home(planted)).status).toBe(302);
      expect((await home(first)).status, "the one before is over").toBe(302);
      expect((await home(second)).status).toBe(200);
    },
  );

  it("is not carried over from somebody who was signed in before", async () => {
    const browser = new Browser(test.origin);
    await browser.signIn(await page(browser), { user: test.bob.id });
    const bobs = browser.cookies.get("idx") ?? "";
    await browser.signIn(await page(browser), { user: test.ada.id });

    expect((await home(bobs)).status).toBe(302);
  });

  it("lies in the database as a hash: whoever reads the file cannot sign in", async () => {
    const browser = new Browser(test.origin);
    await browser.signIn(await page(browser), { user: test.ada.id });
    const rows = JSON.stringify(await test.store.read.all("SELECT * FROM idp_session"));

    expect(rows).toContain(test.ada.id);
    expect(rows).not.toContain(browser.cookies.get("idx"));
  });
});

describe("another site", () => {
  it.each(["empty", "image", "iframe"])(
    "signs nobody out by loading the address (Sec-Fetch-Dest: %s)",
    async (destination) => {
      const browser = new Browser(test.origin);
      await browser.signIn(await page(browser), { user: test.ada.id });

      const answer = await browser.get("/login/signout", { "sec-fetch-dest": destination });

      expect(answer.status).toBe(404);
      expect((await browser.get("/app/UserHome")).status).toBe(200);
    },
  );

  it("signs nobody in as somebody of its choice with a form, a handle and a cookie of its own", async () => {
    const attacker = new Browser(test.origin);
    const handle = handleOf(await page(attacker));
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null", "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[]) {
      const victim = new Browser(test.origin);
      await page(victim);
      const answer = await victim.post("/login/login.htm", { handle, user: test.bob.id }, headers);

      expect([answer.status, victim.cookies.has("idx")]).toEqual([403, false]);
    }
  });

  it("cannot post the form as JSON, as text, or by GET", async () => {
    const browser = new Browser(test.origin);
    const handle = handleOf(await page(browser));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const fields = { handle, user: test.ada.id };
    const address = `${test.origin}/login/login.htm`;

    for (const type of ["text/plain", "application/json", "multipart/form-data"]) {
      const answer = await fetch(address, {
        method: "POST",
        headers: { cookie, "content-type": type },
        body: String(new URLSearchParams(fields)),
      });
      expect(answer.status, type).toBe(415);
    }
    expect((await browser.get(`/login/login.htm?${new URLSearchParams(fields)}`)).headers.getSetCookie()).toEqual([]);
  });
});

describe("who exists", () => {
  it("cannot be told from the time of a refusal: a hash is computed for nobody too", async () => {
    const took = async (username: string) => {
      const browser = new Browser(test.origin);
      const handle = handleOf(await page(browser));
      const began = performance.now();
      const answer = await browser.post("/login/login.htm", { handle, username, password: "wrong wrong wrong" });
      expect(answer.status).toBe(401);
      return performance.now() - began;
    };
    const times = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    for (let n = 0; n < 4; n++) {
      times.known = Math.min(times.known, await took("ada@example.com"));
      times.unknown = Math.min(times.unknown, await took("nobody@example.com"));
    }

    // Without the hash the second would take some hundredth of the first; other work on the machine cannot do that.
    expect(times.unknown / times.known).toBeGreaterThan(0.4);
    expect(times.unknown / times.known).toBeLessThan(2.5);
  });

  it("cannot be told from the page either: not a letter differs but the name that was typed", async () => {
    const told = async (username: string) => {
      const browser = new Browser(test.origin);
      const handle = handleOf(await page(browser));
      const { status, text } = await browser.post("/login/login.htm", { handle, username, password: "wrong" });
      return `${status} ${text
        .replaceAll(/nonce="[^"]*"/g, "")
        .replaceAll(handle, "")
        .replaceAll(`value="${username}"`, "")}`;
    };

    expect(await told("ada@example.com")).toBe(await told("ghost@example.com"));
  });

  it("is logged with no more than a login's length of what was typed", async () => {
    const browser = new Browser(test.origin);
    await browser.signIn(await page(browser), { username: "x".repeat(100_000), password: "wrong" });

    const { body } = (await test.events()).at(-1) ?? {};
    expect((body as { actor: { alternateId: string } }).actor.alternateId).toBe("x".repeat(100));
  });
});
