/** No link leads from the IdP to a place that only the link names. The judge is the parser that browsers share. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintSessionToken } from "../../../src/idp/sessions/session-token.js";
import { Browser, handleOf } from "../browser.js";
import { basic, freshCode, post } from "../oidc/token-calls.js";
import { redirectUri } from "../org.js";
import { acsUrl, formOf, redirectPath, requestXml, type SamlOrg, samlOrg } from "../saml/saml-org.js";

const bye = "http://localhost:3000/bye";

let saml: SamlOrg;
let idToken: string;
beforeAll(async () => {
  saml = await samlOrg();
  await saml.signIn();
  const { test } = saml;
  const { body } = await post(test, "token", await freshCode(test), basic(test.app.id, test.secret));
  idToken = body.id_token ?? "";
});
afterAll(() => saml[Symbol.asyncDispose]());

/** Elsewhere, as people have written it to get past a check. */
const elsewhere = (): string[] => {
  const { host, port } = new URL(saml.test.origin);
  return [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "https:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "hTTps://evil.example",
    " https://evil.example",
    "\u0000https://evil.example",
    "https://evil.example\r\nSet-Cookie: idx=1",
    "/app/UserHome\r\nLocation: https://evil.example",
    `http://${host}@evil.example/`,
    `http://${host}%40evil.example/`,
    `http://evil.example#@${host}/`,
    `http://evil.example\\@${host}/`,
    `http://${host}.evil.example/`,
    `http://127.0.0.1:${Number(port) + 1}/`,
    `https://${host}/`,
    `http://user:pass@${host}/`,
    "http://еvil.example/",
    "http://evil。example/",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:http://evil.example/x",
    "file:///etc/passwd",
    "ftp://evil.example",
    "ws://evil.example",
    "mailto:x@evil.example",
  ];
};

/** Nearly a registered address. */
const nearly = (uri: string): string[] => [
  `${uri}.evil.example`,
  `${uri}/`,
  `${uri}?x=1`,
  `${uri}#x`,
  `${uri}%00`,
  `${uri} `,
  ` ${uri}`,
  `${uri}/../x`,
  uri.replace("http:", "HTTP:"),
  uri.replace("http:", "https:"),
  uri.replace("localhost", "LOCALHOST"),
  uri.replace("localhost", "localhost."),
  uri.replace("localhost", "127.0.0.1"),
  uri.replace("localhost", "x@localhost"),
  uri.replace("localhost:3000", "localhost:3000@evil.example"),
  uri.replace("3000", "03000"),
  uri.replace(/\w$/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  uri.toUpperCase(),
];

/** Where a browser on the IdP would go. */
const goesTo = (location: string) => new URL(location, `${saml.test.origin}/login/login.htm`);

describe("a browser that was given a link", () => {
  it("stays on the IdP after signing in and signing out, whatever fromURI says", async () => {
    for (const fromURI of elsewhere()) {
      const browser = new Browser(saml.test.origin);
      const shown = await browser.get(`/login/login.htm?${new URLSearchParams({ fromURI })}`);
      const answer = await browser.post("/login/login.htm", { handle: handleOf(shown), user: saml.test.ada.id });
      const out = await browser.get(`/login/signout?${new URLSearchParams({ fromURI })}`);

      expect(answer.status, fromURI).toBe(303);
      expect(goesTo(answer.location).origin, fromURI).toBe(saml.test.origin);
      expect(answer.location, fromURI).toMatch(/^\/(?![/\\])/);
      if (out.location) expect(goesTo(out.location).origin, fromURI).toBe(saml.test.origin);
      expect([...answer.headers.keys()].filter((name) => name === "location")).toHaveLength(1);
      expect(answer.headers.getSetCookie().every((line) => /^(idx|appint_signin)=[\w-]{43};/.test(line))).toBe(true);
    }
  });

  it("is sent with a session token to no address but those of apps, letter by letter", async () => {
    const { test } = saml;
    for (const redirectUrl of [...elsewhere(), ...nearly(redirectUri), ...nearly(acsUrl)]) {
      const browser = new Browser(test.origin);
      const token = await mintSessionToken(test.store, { org: test.org.id, user: test.ada.id });
      const answer = await browser.get(`/login/sessionCookieRedirect?${new URLSearchParams({ token, redirectUrl })}`);
      if (answer.location) {
        expect(goesTo(answer.location).origin, redirectUrl).toBe(test.origin);
        continue;
      }
      expect([answer.status, browser.cookies.has("idx")], redirectUrl).toEqual([400, false]);
    }
  });

  it("is sent with a code or an error to no redirect URI but the registered one", async () => {
    const { test, browser } = saml;
    const authorize = (fields: Record<string, string>) =>
      browser.get(
        `/oauth2/v1/authorize?${new URLSearchParams({
          client_id: test.app.id,
          redirect_uri: redirectUri,
          response_type: "code",
          scope: "openid",
          state: "s",
          ...fields,
        })}`,
      );
    for (const uri of [...elsewhere(), ...nearly(redirectUri)]) {
      const answer = await authorize({ redirect_uri: uri });
      expect([answer.status, answer.location], uri).toEqual([400, ""]);
    }
    for (const state of elsewhere()) {
      for (const more of [{}, { scope: "nonsense" }, { response_mode: "fragment" }] as Record<string, string>[]) {
        const { location } = await authorize({ state, ...more });
        const url = new URL(location);
        expect(url.origin + url.pathname, state).toBe(redirectUri);
        const answered = new URLSearchParams(url.hash.slice(1) || url.search);
        expect(answered.get("state"), "as it was").toBe(state);
      }
    }
  });

  it("comes back from a logout at no address but a registered one", async () => {
    const { browser } = saml;
    for (const post_logout_redirect_uri of [...elsewhere(), ...nearly(bye)]) {
      const answer = await browser.get(
        `/oauth2/v1/logout?${new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri })}`,
      );
      expect([answer.status, answer.location], post_logout_redirect_uri).toEqual([400, ""]);
    }
    for (const state of elsewhere()) {
      const query = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: bye, state });
      const { location } = await new Browser(saml.test.origin).get(`/oauth2/v1/logout?${query}`);
      expect(new URL(location).origin + new URL(location).pathname).toBe(bye);
    }
  });

  it("posts an assertion to no address but a listed one, and RelayState is no address", async () => {
    await saml.signIn();
    for (const text of [...elsewhere(), ...nearly(acsUrl)]) {
      // A control character cannot be written in XML at all.
      const isXml = !/\p{Cc}/u.test(text);
      const path = isXml
        ? redirectPath(saml.ssoPath, requestXml({ acsUrl: text }), text)
        : redirectPath(saml.ssoPath, requestXml(), text);
      for (const page of [
        await saml.browser.get(path),
        await saml.browser.get(`${saml.tilePath}?${new URLSearchParams({ RelayState: text })}`),
      ]) {
        expect(page.location, text).toBe("");
        expect(formOf(page)?.action, text).toBe(acsUrl);
      }
    }
  });

  it("whatever is made of the letters of a registered address, only that address itself is gone to", async () => {
    const { test } = saml;
    const browser = new Browser(test.origin);
    const pieces = fc.constantFrom(
      "http",
      "https",
      ":",
      "/",
      "//",
      "\\",
      "@",
      "localhost",
      ":3000",
      "/callback",
      "evil",
      ".",
      "?",
      "#",
      "%2f",
      "\t",
      " ",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 9 }), async (parts) => {
        const redirectUrl = parts.join("");
        const answer = await browser.get(
          `/login/sessionCookieRedirect?${new URLSearchParams({ token: "x", redirectUrl })}`,
        );
        if (!answer.location) {
          expect(answer.status).toBe(400);
          return;
        }
        // A token that is no good leads to the sign-in page, whose fromURI is a path of ours.
        const url = goesTo(answer.location);
        expect(url.origin + url.pathname).toBe(`${test.origin}/login/login.htm`);
        expect(goesTo(url.searchParams.get("fromURI") ?? "").origin).toBe(test.origin);
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});
