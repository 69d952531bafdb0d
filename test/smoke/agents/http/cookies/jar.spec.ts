import { describe, expect, it } from "vitest";
import type { PendingRequest, StoredCookie } from "../../../../../src/smoke/agents/agent.js";
import { type CookieExperiments, cookiesFor, keepCookie } from "../../../../../src/smoke/agents/http/cookies/jar.js";
import { beginRequest } from "../../../../../src/smoke/agents/http/request.js";

const idpOrigin = "http://localhost:7700";
const start = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

const set = (
  jar: StoredCookie[],
  line: string,
  url = "http://localhost:3000/",
  now = start,
  more?: CookieExperiments,
) => keepCookie(jar, line, { url: new URL(url), idpOrigin, now }, more);

/** What a typed GET of the URL carries. */
const typed = (jar: StoredCookie[], url = "http://localhost:3000/", now = start) =>
  cookiesFor(jar, beginRequest(idpOrigin, { url, cause: "typed" }), { idpOrigin, now });

const fromIdp = (method: "GET" | "POST", url = "http://localhost:3000/"): PendingRequest =>
  beginRequest(idpOrigin, { url, method, cause: "form", initiator: { url: `${idpOrigin}/`, referrerPolicy: "" } });

describe("a Set-Cookie line is refused", () => {
  it.each([
    ["empty", "=", "http://localhost/"],
    ["nameless-with-equals", "=a=b", "http://localhost/"],
    ["control-character", "a=\x01", "http://localhost/"],
    ["control-character", "a\x7f=1", "http://localhost/"],
    ["larger-than-4096-bytes", `a=${"é".repeat(2048)}`, "http://localhost/"],
    ["larger-than-4096-bytes", `a=${"v".repeat(4096)}; Secure`, "https://app.example/"],
    ["secure-over-http", "a=1; Secure", "http://app.example/"],
    ["secure-over-http", "a=1; Secure", "http://notlocalhost/"],
    ["secure-over-http", "a=1; Secure", "http://localhost.example/"],
    ["secure-over-http", "a=1; Secure; SameSite=None", "http://192.168.0.1/"],
    ["none-without-secure", "a=1; SameSite=None", "http://localhost/"],
    ["none-without-secure", "a=1; SameSite=None", "https://app.example/"],
    ["prefix-not-honoured", "__Host-a=1; Path=/", "https://app.example/"],
    ["prefix-not-honoured", "__Host-a=1; Secure", "https://app.example/"],
    ["prefix-not-honoured", "__Host-a=1; Secure; Path=/; Domain=app.example", "https://app.example/"],
    ["prefix-not-honoured", "__Secure-a=1", "https://app.example/"],
    ["prefix-not-honoured", "__secure-a=1", "https://app.example/"],
    ["prefix-not-honoured", "__Http-a=1; Secure", "https://app.example/"],
    ["prefix-not-honoured", "__Host-Http-a=1; Secure; Path=/", "https://app.example/"],
    ["domain-of-another-host", "a=1; Domain=other.example", "https://app.example/"],
    ["domain-of-another-host", "a=1; Domain=x.app.example", "https://app.example/"],
    ["domain-of-another-host", "a=1; Domain=p.example", "https://app.example/"],
    ["domain-of-another-host", "a=1; Domain=0.0.1", "http://127.0.0.1/"],
    ["public-suffix", "a=1; Domain=com", "https://app.com/"],
    ["public-suffix", "a=1; Domain=co.uk", "https://app.co.uk/"],
    ["public-suffix", "a=1; Domain=github.io", "https://app.github.io/"],
    ["public-suffix", "a=1; Domain=localhost", "http://a.localhost/"],
  ])("%s: %s", (why, line, url) => {
    const jar: StoredCookie[] = [];

    expect(set(jar, line, url)).toMatchObject({ stored: false, deleted: false, why });
    expect(jar).toEqual([]);
  });

  it("when it would replace a Secure cookie from a place that is not secure", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1; Secure", "https://app.example/");

    expect(set(jar, "a=2", "http://app.example/")).toMatchObject({ stored: false, why: "overwrites-secure" });
    expect(typed(jar, "https://app.example/").header).toBe("a=1");
  });
});

describe("a cookie stays behind", () => {
  it.each([
    ["lax-on-cross-site-post", "a=1; SameSite=Lax", "POST", 0],
    ["strict-on-cross-site-navigation", "a=1; SameSite=Strict", "POST", 0],
    ["strict-on-cross-site-navigation", "a=1; SameSite=Strict", "GET", 0],
    ["default-lax-on-cross-site-post", "a=1", "POST", 121],
    ["default-lax-on-cross-site-post", "a=1; SameSite=banana", "POST", 121],
    ["expired", "a=1; Max-Age=60", "GET", 60],
    ["expired", "a=1; SameSite=None; Secure; Max-Age=60", "POST", 61],
  ] as const)("%s: %s on a %s from the IdP", (why, line, method, seconds) => {
    const jar: StoredCookie[] = [];
    set(jar, line);

    const sent = cookiesFor(jar, fromIdp(method), { idpOrigin, now: later(seconds) });

    expect(sent).toMatchObject({ header: "", names: [], withheld: [{ name: "a", why }] });
  });

  it("when it is Secure and the request is plain http to another machine", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1; Secure", "https://app.example/");

    expect(typed(jar, "http://app.example/").withheld).toEqual([{ name: "a", why: "secure-over-http" }]);
  });

  it("without a word where it belongs to another path, host or scheme-bound site of its own", () => {
    const jar: StoredCookie[] = [];
    set(jar, "path=1; Path=/admin");
    set(jar, "host=1", "http://a.localhost:3000/");
    set(jar, "sibling=1", "https://x.app.example/");

    for (const url of ["http://localhost:3000/adminother", "http://b.localhost/", "https://y.app.example/"]) {
      expect(typed(jar, url)).toMatchObject({ header: "", withheld: [] });
    }
  });

  it("for good once it is out of date: a clock set back does not revive it", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1; Max-Age=60");
    typed(jar, undefined, later(61));

    expect(typed(jar).header).toBe("");
  });
});

describe("a cookie travels", () => {
  it.each([
    ["a=1; SameSite=Lax", "GET", 1_000],
    ["a=1", "GET", 1_000],
    ["a=1; SameSite=None; Secure", "POST", 1_000],
  ] as const)("%s on a %s from the IdP", (line, method, seconds) => {
    const jar: StoredCookie[] = [];
    set(jar, line);

    expect(cookiesFor(jar, fromIdp(method), { idpOrigin, now: later(seconds) })).toMatchObject({
      header: "a=1",
      laxAllowingUnsafe: [],
      withheld: [],
    });
  });

  it("with a cross-site POST only for its first two minutes if it has no SameSite, and the hop says so", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1");

    const sent = cookiesFor(jar, fromIdp("POST"), { idpOrigin, now: later(120) });

    expect(sent).toMatchObject({ names: ["a"], laxAllowingUnsafe: ["a"] });
  });

  it("to every port of its host, but never between the IdP and an app on the same host name", () => {
    const jar: StoredCookie[] = [];
    set(jar, "app=1");
    set(jar, "idx=1", `${idpOrigin}/`);

    expect(typed(jar, "http://localhost:3001/").header).toBe("app=1");
    expect(typed(jar, "http://localhost:3000/").header).toBe("app=1");
    expect(typed(jar, `${idpOrigin}/app`).header).toBe("idx=1");
  });

  it("with its old age when it is set again with the same value, and young with another value", () => {
    const jar: StoredCookie[] = [];
    set(jar, "same=1");
    set(jar, "other=1");
    set(jar, "same=1", undefined, later(100));
    set(jar, "other=2", undefined, later(100));

    const sent = cookiesFor(jar, fromIdp("POST"), { idpOrigin, now: later(130) });

    expect(sent).toMatchObject({ header: "other=2", withheld: [{ name: "same" }] });
  });

  it("up to exactly 4,096 bytes of name and value", () => {
    const jar: StoredCookie[] = [];

    expect(set(jar, `a=${"v".repeat(4095)}`).stored).toBe(true);
    expect(set(jar, `b=${"v".repeat(4096)}`).stored).toBe(false);
    expect(typed(jar).names).toEqual(["a"]);
  });

  it("at most 400 days, whatever it says", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1; Max-Age=999999999999");
    set(jar, "b=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT");

    expect(typed(jar, undefined, later(399 * 86_400)).header).toBe("a=1; b=1");
    expect(typed(jar, undefined, later(400 * 86_400)).header).toBe("");
  });

  it("with bytes that are not UTF-8 turned into UTF-8", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=\xe9");
    set(jar, "b=\xc3\xa9");

    expect(typed(jar).header).toBe("a=\xc3\xa9; b=\xc3\xa9");
  });
});

describe("an experiment", () => {
  it("sends one cookie that would stay behind, and no other", () => {
    const jar: StoredCookie[] = [];
    set(jar, "sid=1; SameSite=Lax");
    set(jar, "other=1; SameSite=Lax");
    const carryCookie = (cookie: StoredCookie) => (cookie.name === "sid" ? true : undefined);

    const sent = cookiesFor(jar, fromIdp("POST"), { idpOrigin, now: start }, { carryCookie });

    expect(sent.header).toBe("sid=1");
    expect(sent.withheld).toEqual([{ name: "other", why: "lax-on-cross-site-post" }]);
  });

  it("leaves one cookie behind that would travel", () => {
    const jar: StoredCookie[] = [];
    set(jar, "plain=1");

    const sent = cookiesFor(jar, fromIdp("POST"), { idpOrigin, now: start }, { carryCookie: () => false });

    expect(sent).toMatchObject({ header: "", laxAllowingUnsafe: [], withheld: [{ name: "plain", why: "experiment" }] });
  });

  it("cannot bring a cookie to a host that it was not set for, nor to the IdP", () => {
    const jar: StoredCookie[] = [];
    set(jar, "a=1");

    for (const url of ["http://127.0.0.1:3000/", `${idpOrigin}/`]) {
      const sent = cookiesFor(jar, fromIdp("GET", url), { idpOrigin, now: start }, { carryCookie: () => true });
      expect(sent.header).toBe("");
    }
  });

  it("keeps a cookie that a browser refuses, or refuses one that it keeps", () => {
    const jar: StoredCookie[] = [];

    expect(set(jar, "a=1; SameSite=None", undefined, start, { keepCookie: () => true }).stored).toBe(true);
    expect(set(jar, "b=1", undefined, start, { keepCookie: () => false })).toMatchObject({
      stored: false,
      why: "experiment",
    });
    expect(cookiesFor(jar, fromIdp("POST"), { idpOrigin, now: start }).header).toBe("a=1");
  });
});
