import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPath } from "../../../src/idp/sessions/return-to.js";

const origin = "http://127.0.0.1:7700";

describe("a path to return to", () => {
  it.each([
    ["/app/UserHome", "/app/UserHome"],
    ["/oauth2/v1/authorize?a=1&b=%2F", "/oauth2/v1/authorize?a=1&b=%2F"],
    [`${origin}/home/x?y=1`, "/home/x?y=1"],
    ["/a/../b", "/b"],
  ])("%s is kept as %s", (given, kept) => {
    expect(ownPath(given, origin)).toBe(kept);
  });

  it.each([
    null,
    undefined,
    "",
    "x",
    "?x",
    "//x",
    "/\\x",
    "http://127.0.0.1:7701/",
    "https://127.0.0.1:7700/",
    "/\n/x",
  ])("%j is none", (given) => {
    expect(ownPath(given, origin)).toBeUndefined();
  });

  it("whatever is given, a browser that is sent there stays on the IdP", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("/", "\\", ".", ":", "@", "?", "#", "\t", "\n", "%2f", "http", "evil", "127.0.0.1", "7700"),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl(), fc.string()), fc.boolean(), (text, slash) => {
        const path = ownPath(slash ? `/${text}` : text, origin);
        if (path === undefined) return;
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, origin).origin).toBe(origin);
      }),
      { numRuns: 2000 },
    );
  });
});
