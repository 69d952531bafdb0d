import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shorten, webUrl, webUrls } from "../../src/integrations/url.js";
import { webUrl as anyUrl } from "./values.js";

const url = webUrl("http://localhost:3000/callback");
const reason = (text: string) => url.safeParse(text).error?.issues[0]?.message;

describe("a URL in a setting", () => {
  it("is kept as it was typed, without the blanks around it", () => {
    fc.assert(fc.property(anyUrl, (text) => void expect(url.parse(` ${text} `)).toBe(text)));
    for (const text of ["http://localhost", "http://münchen.example/ä?q=ä b".replace(" ", "+"), "http://[::1]:3000/cb"])
      expect(url.parse(text)).toBe(text);
  });

  it.each([
    ["", "is empty"],
    ["app.example", "has no http:// or https:// in front"],
    ["app.example:8080/cb", "has no http:// or https:// in front"],
    ["localhost:3000", "has no http:// or https:// in front"],
    ["/callback", "is not a URL"],
    ["//app.example", "is not a URL"],
    ["http://", "is not a URL"],
    ["http://app.example:99999", "is not a URL"],
    ["http://a b/", "has a space or a backslash in it"],
    ["http://a\\b/", "has a space or a backslash in it"],
    ["http://a/\u0007", "has a control character in it"],
    ["http://a/\u009b31m", "has a control character in it"],
    ["javascript:alert(1)", "has the scheme javascript:"],
    ["data:,x", "has the scheme data:"],
    ["file:///etc/passwd", "has the scheme file:"],
    ["ftp://app.example", "has the scheme ftp:"],
    ["myapp://callback", "has the scheme myapp:"],
    ["http://a/#x", "has a fragment"],
    ["http://a/#", "has a fragment"],
    ["http://ada@a/", "has a user name or password in it"],
    ["http://*.a/", "has a wildcard in it"],
    ["http://a/*", "has a wildcard in it"],
    [`http://a/${"x".repeat(1016)}`, "has 1025 characters, at most 1024 are possible"],
  ])("is not %j", (text, why) => {
    expect(reason(text)).toContain(why);
    expect(reason(text)).toMatch(/; type it like http:\/\/localhost:3000\/callback$/);
  });

  it("keeps a password out of the message", () => {
    expect(reason("http://ada:secret@a/")).toBe(
      '"http://…@a/" has a user name or password in it; type it like http://localhost:3000/callback',
    );
  });

  it("of any text is either a web address or a sentence, never a crash", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl({ withFragments: true }),
          fc.string().map((rest) => `http://${rest}`),
        ),
        (text) => {
          const result = url.safeParse(text);
          if (result.success) expect(["http:", "https:"]).toContain(new URL(result.data).protocol);
          else expect(result.error.issues[0]?.message).toMatch(/^".*" (is|has) /s);
        },
      ),
    );
  });

  it("is in a list once", () => {
    expect(webUrls("http://a/").safeParse(["http://a/", "http://b/", "http://a/"]).error?.issues[0]?.message).toBe(
      '"http://a/" is there twice',
    );
    expect(webUrls("http://a/").parse(["http://a/", "http://a"])).toHaveLength(2); // compared exactly
  });

  it("is cut in messages", () => {
    expect(shorten("x".repeat(81))).toBe(`${"x".repeat(80)}…`);
    expect(shorten("x".repeat(80))).toHaveLength(80);
  });
});
