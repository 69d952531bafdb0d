import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOfWildcard, redirectUriMatches } from "../../../src/protocols/oidc/redirect-uri.js";

const wild = { wildcardRedirect: true };
const exact = { wildcardRedirect: false };
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);

describe("a redirect URI", () => {
  it("is the registered one, letter by letter", () => {
    const uri = "https://app.example.com/cb?x=1";
    for (const how of [wild, exact]) {
      expect(redirectUriMatches(uri, uri, how)).toBe(true);
      for (const other of [
        `${uri}&y`,
        uri.toUpperCase(),
        uri.replace("https", "http"),
        "https://app.example.com/cb",
        "",
      ])
        expect(redirectUriMatches(uri, other, how), other).toBe(false);
    }
  });

  it("with a wildcard in it stands for one label, and only where the app takes wildcards", () => {
    fc.assert(
      fc.property(label, (host) => {
        const sent = `https://${host}.apps.example.com:8443/cb`;
        expect(redirectUriMatches("https://*.apps.example.com:8443/cb", sent, wild)).toBe(true);
        expect(redirectUriMatches("https://*.apps.example.com:8443/cb", sent, exact)).toBe(false);
        const inside = `https://pr-${host}-web.apps.example.com/cb`;
        expect(redirectUriMatches("https://pr-*-web.apps.example.com/cb", inside, wild)).toBe(true);
      }),
    );
  });

  it("never means a host that is not below the registered domain, nor another path", () => {
    const registered = "https://pr-*.apps.example.com/cb";
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aB9-.:/?#@%*\\ é"), maxLength: 12 }), (middle) => {
        const sent = `https://pr-${middle}.apps.example.com/cb`;
        if (!redirectUriMatches(registered, sent, wild)) return;
        const { hostname, pathname, search, hash, username } = new URL(sent);
        expect([pathname, search, hash, username]).toEqual(["/cb", "", "", ""]);
        expect(hostname).toMatch(/^pr-[a-z0-9-]*\.apps\.example\.com$/);
        expect(middle).not.toMatch(/[.*]/);
      }),
    );
  });

  it.each([
    ["two labels", "https://a.b.apps.example.com/cb"],
    ["no label", "https://.apps.example.com/cb"],
    ["the wildcard itself", "https://*.apps.example.com/cb"],
    ["a host in front", "https://evil.example/.apps.example.com/cb"],
    ["a user in front", "https://evil@.apps.example.com/cb"],
    ["a port in front", "https://evil:1.apps.example.com/cb"],
    ["http", "http://a.apps.example.com/cb"],
    ["another port", "https://a.apps.example.com:1/cb"],
    ["a query", "https://a.apps.example.com/cb?x"],
    ["another path", "https://a.apps.example.com/cb/"],
    ["a label that no host has", "https://-a.apps.example.com/cb"],
  ])("does not match %s", (_name, sent) => {
    expect(redirectUriMatches("https://*.apps.example.com/cb", sent, wild)).toBe(false);
  });

  it.each([
    ["two", "https://*.*.example.com/cb", "more than one"],
    ["http", "http://*.app.example.com/cb", "https alone"],
    ["in the path", "https://app.example.com/*", "outside of its host name"],
    ["in the query", "https://app.example.com/cb?x=*", "outside of its host name"],
    ["in the port", "https://a.example.com:8*/cb", "lowest label"],
    ["a higher label", "https://app.*.example.com/cb", "lowest label"],
    ["right below the top", "https://*.com/cb", "top-level"],
    ["below an empty label", "https://*..com/cb", "top-level"],
  ])("says what is wrong with a wildcard: %s", (_name, uri, why) => {
    expect(problemOfWildcard(uri)).toMatch(why);
    expect(redirectUriMatches(uri, uri.replaceAll("*", "a"), wild)).toBe(false);
  });

  it("takes a wildcard in the lowest label, with a label between it and the top", () => {
    for (const uri of ["https://*.example.com/cb", "https://pr-*-web.example.com", "https://*.example.com:8443/cb?x=1"])
      expect(problemOfWildcard(uri)).toBeUndefined();
  });
});
