/** What is seen of a running app, and whom that look never touches. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type LookOptions, lookAtApp } from "../../src/app-look/look.js";
import { LIMITS } from "../../src/app-look/visitor.js";
import { Problem } from "../../src/problem.js";
import {
  type AuthnRequestOptions,
  buildAuthnRequest,
  postFields,
  redirectUrl,
} from "../../src/protocols/saml/build-authn-request.js";
import { type Answers, authorize, type SmallApp, smallApp } from "./small-app.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const clock = () => NOW;
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each[Symbol.asyncDispose]();
});

const started = async (answers: Answers): Promise<SmallApp> => {
  const app = await smallApp(answers);
  open.push(app);
  return app;
};
const look = async (app: SmallApp, path = "/", options: Partial<LookOptions> = {}) =>
  await lookAtApp(app.url + path, { clock, ...options });
const problem = async (looking: Promise<unknown>): Promise<Problem> => {
  const error = await looking.then(
    () => new Error("something was found"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw error;
};
/** A page of the app with this inside. */
const page = (body: string, title = "Shop") => `<!doctype html><title>${title}</title><body><p>Hello</p>${body}`;

const request = (more: Partial<AuthnRequestOptions> = {}) =>
  buildAuthnRequest({
    id: "_1",
    issuer: "urn:shop",
    destination: "https://idp.example.com/sso",
    issueInstant: NOW,
    acsUrl: "http://localhost:3000/acs",
    ...more,
  });
/** Sends the AuthnRequest; `of` is given the app's own address. */
const byRedirect =
  (of: (url: string) => Partial<AuthnRequestOptions> = () => ({})) =>
  (asked: IncomingMessage, response: ServerResponse): void => {
    const xml = request(of(`http://${asked.headers.host}`));
    response.writeHead(302, { location: redirectUrl({ ssoUrl: "https://idp.example.com/sso", xml }) }).end();
  };
const byPost = () => {
  const fields = Object.entries(postFields(request())).map(
    ([name, value]) => `<input name="${name}" value="${value}">`,
  );
  return page(`<form method="post" action="https://idp.example.com/sso">${fields.join("")}</form>
    <script>document.forms[0].submit()</script>`);
};
const metadata = ({ entityId = "urn:shop", acs = "http://localhost:3000/acs" } = {}) =>
  `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}" index="1"/>
  </md:SPSSODescriptor></md:EntityDescriptor>`;

describe("a look at an app that asks by OpenID Connect", () => {
  it("reads the request at the address itself, and takes it for a protected page", async () => {
    const app = await started({ "/reports": `→ ${authorize({ code_challenge: "x", code_challenge_method: "S256" })}` });
    const { kind, app: seen } = await look(app, "/reports");
    expect(kind).toBe("oidc");
    expect(seen).toMatchObject({
      protectedUrl: `${app.url}/reports`,
      startUrl: `${app.url}/reports`,
      authorizeRequest: { clientId: "app", redirectUri: `${app.url}/callback`, codeChallengeMethod: "S256" },
    });
  });

  it.each<[string, Answers]>([
    ["a link", { "/": page('<a href="/go">Sign in</a>'), "/go": `→ ${authorize()}` }],
    ["a link by its address alone", { "/": page('<a href="/login">Go</a>'), "/login": `→ ${authorize()}` }],
    ["a page that is protected", { "/": page('<a href="/account">Mine</a>'), "/account": `→ ${authorize()}` }],
    [
      "a button that posts",
      { "/": page('<form method="post" action="/go"><button>Sign in</button></form>'), "POST /go": `→ ${authorize()}` },
    ],
    [
      "a sign-in page behind a link, with a token against forgery",
      {
        "/": page('<a href="/in">Log in</a>'),
        "/in": page(
          '<form method="post" action="/in/okta"><input type="hidden" name="csrf" value="7"><button>Okta</button></form>',
        ),
        "POST /in/okta": `→ ${authorize()}`,
      },
    ],
    ["a link that goes to the IdP itself", { "/": page(`<a href="${authorize()}">Log in</a>`) }],
    ["a script that goes to the IdP", { "/": page(`<script>location = "${authorize()}"</script>`) }],
    ["a refresh", { "/": page(`<meta http-equiv="refresh" content="0; url=${authorize()}">`) }],
    ["the usual address, where nothing leads to it", { "/": page("nothing"), "/auth/login": `→ ${authorize()}` }],
  ])("finds it behind %s", async (by, answers) => {
    const app = await started(answers);
    const { kind, app: seen } = await look(app);
    expect(kind).toBe("oidc");
    expect(seen.authorizeRequest?.redirectUri).toBe(`${app.url}/callback`);
    expect(seen.protectedUrl).toBe(by === "a refresh" ? `${app.url}/` : undefined);
  });

  it("believes that single sign-on is meant, not a sign-in for everybody in the world", async () => {
    const google = authorize({ client_id: "google" }, "https://accounts.google.com/o/oauth2/auth");
    const app = await started({
      "/": page(`<a href="/google">Sign in with Google</a><a href="${google}">Log in</a><a href="/sso">SSO</a>`),
      "/google": `→ ${google}`,
      "/sso": `→ ${authorize()}`,
    });
    expect((await look(app)).app.authorizeRequest?.clientId).toBe("app");

    const only = await started({ "/": page('<a href="/google">Sign in with Google</a>'), "/google": `→ ${google}` });
    const { app: seen, notes } = await look(only);
    expect(seen.authorizeRequest?.clientId).toBe("google");
    expect(notes[0]).toMatch(/accounts\.google\.com: is it the one you mean/);
  });

  it("knows the address that starts a sign-in without what a page added, if that is not needed", async () => {
    const answers = (login: Answers[string]): Answers => ({ "/reports": "→ /login?next=/reports", "/login": login });
    const plain = await started(answers(`→ ${authorize()}`));
    expect((await look(plain, "/reports")).app.startUrl).toBe(`${plain.url}/login`);
    const needy = await started(
      answers((asked, response) =>
        asked.url?.includes("next")
          ? response.writeHead(302, { location: authorize() }).end()
          : response.writeHead(400).end(),
      ),
    );
    expect((await look(needy, "/reports")).app.startUrl).toBe(`${needy.url}/login?next=/reports`);
  });

  it("asks as nobody where the sign-out leads", async () => {
    const login = `→ ${authorize()}`;
    const named = await started({
      "/": login,
      "/logout": "→ https://idp.example.com/logout?post_logout_redirect_uri=<app>/bye",
    });
    expect((await look(named)).app.afterLogout).toEqual({ url: `${named.url}/bye`, isOfIdp: true });
    const home = await started({ "/": page(""), "/login": login, "/logout": "→ /" });
    expect((await look(home)).app.afterLogout).toEqual({ url: `${home.url}/`, isOfIdp: false });
    const guarded = await started({ "/": login, "/logout": "→ /login", "/login": login });
    expect((await look(guarded)).app.afterLogout).toBeUndefined();
  });

  it("says what fits no field: the client id, the flow, what is missing or weak", async () => {
    const elsewhere = authorize({
      response_type: "id_token",
      response_mode: "form_post",
      redirect_uri: "https://shop.example/cb",
      code_challenge: "x",
    });
    const { notes } = await look(await started({ "/": `→ ${elsewhere}` }));
    for (const words of [/client_id is app/, /response_type is id_token/, /form_post/, /plain/, /shop\.exa/])
      expect(notes.filter((note) => words.test(note))).toHaveLength(1);
    const careless = authorize().replace("&state=s", "");
    expect((await look(await started({ "/": `→ ${careless}` }))).notes.join()).toMatch(/without PKCE.*no state/);
  });

  it("knows a framework by its cookie", async () => {
    const app = await started({
      "/": (_, response) =>
        response.writeHead(302, { location: authorize(), "set-cookie": "mod_auth_openidc_state_x=1; Path=/" }).end(),
    });
    expect((await look(app)).app.framework).toEqual({ name: "mod_auth_openidc", authMethod: "client_secret_basic" });
    expect((await look(app)).notes.at(-1)).toMatch(/--for mod-auth-openidc/);
  });
});

describe("a look at an app that asks by SAML", () => {
  it.each([
    ["redirect", byRedirect],
    ["post", byPost],
  ])("reads the AuthnRequest that it would %s", async (binding, send) => {
    const app = await started({ "/saml/login": send(), "/": page("") });
    const { kind, app: seen } = await look(app);
    expect(kind).toBe("saml");
    expect(seen.authnRequest).toMatchObject({ issuer: "urn:shop", acsUrl: "http://localhost:3000/acs", binding });
    expect(seen.spMetadata).toBeUndefined();
  });

  it.each<[string, string, string, Answers]>([
    ["beside the ACS", "/in", "/x/metadata", { "/in": byRedirect((url) => ({ acsUrl: `${url}/x/acs` })) }],
    ["where its entity id says", "/in", "/about-me", { "/in": byRedirect((url) => ({ issuer: `${url}/about-me` })) }],
    ["at a usual address", "/in", "/Shibboleth.sso/Metadata", { "/in": byRedirect() }],
    ["at the address that is given", "/sp.xml", "/sp.xml", {}],
    ["at a usual address, when nothing signs in", "/", "/mellon/metadata", { "/": page("nothing here") }],
  ])("finds its metadata %s", async (_, path, place, answers) => {
    const app = await started({ ...answers, [place]: metadata() });
    const { kind, app: seen } = await look(app, path);
    expect(kind).toBe("saml");
    expect(seen.spMetadata).toMatchObject({ url: app.url + place, sp: { entityId: "urn:shop" } });
  });

  it("says where request and metadata differ", async () => {
    const other = metadata({ entityId: "urn:other", acs: "http://localhost:3000/old" });
    const { notes } = await look(await started({ "/": byRedirect(), "/metadata": other }));
    expect(notes.filter((note) => /another entity id, urn:other|does not list the ACS/.test(note))).toHaveLength(2);
  });

  it("takes metadata for SAML that is wanted, where the sign-in in sight is another", async () => {
    const app = await started({ "/": `→ ${authorize()}`, "/saml/metadata": metadata() });
    const { kind, app: seen } = await look(app, "/", { wanted: "saml" });
    expect(kind).toBe("saml");
    expect(seen.authorizeRequest).toBeUndefined();
    expect((await look(app)).kind).toBe("oidc");
  });

  it("uses metadata where the request cannot be read, and says why where there is none", async () => {
    const broken = "→ https://idp.example.com/sso?SAMLRequest=nonsense";
    const app = await started({ "/": broken, "/metadata": metadata() });
    expect((await look(app)).app.spMetadata?.sp.entityId).toBe("urn:shop");
    expect(await problem(look(await started({ "/": broken })))).toMatchObject({
      code: "SIGN_IN_UNREADABLE",
      status: 2,
    });
  });
});

describe("a look at an app that asks by WS-Federation", () => {
  it("reads realm and reply address", async () => {
    const asked = new URLSearchParams({ wa: "wsignin1.0", wtrealm: "urn:shop", wreply: "http://localhost/ws" });
    const { kind, app } = await look(await started({ "/": `→ https://idp.example.com/wsfed?${asked}` }));
    expect(kind).toBe("ws-fed");
    expect(app.wsFedRequest).toEqual({ realm: "urn:shop", reply: "http://localhost/ws" });
  });
});

describe("nobody but the app", () => {
  it("is asked, wherever its pages lead: the IdP, another port, another host, another scheme", async () => {
    const idp = await started({ "*": page("an IdP") });
    const elsewhere = idp.url.replace("localhost", "127.0.0.1");
    const app = await started({
      "/": page(`<a href="${idp.url}/login">Sign in</a><a href="/sso">SSO</a><a href="/saml">SAML</a>
        <form method="post" action="${idp.url}/sso"><button>SSO</button></form><img src="${idp.url}/x">`),
      "/sso": `→ ${elsewhere}/login`,
      "/saml": page(`<form method="post" action="${idp.url}/sso"><input name="x" value="1"></form>
        <script>document.forms[0].submit()</script>`),
      "/login": `→ ${authorize({}, `${idp.url}/authorize`)}`,
    });
    expect((await look(app)).kind).toBe("oidc");
    expect(idp.asked).toEqual([]);
  });

  it("is posted to with what a person would have to type, signed out, registered or deleted", async () => {
    const app = await started({
      "/": page(`<a href="/signup?sso">Sign up</a><a href="/delete/login">Delete</a><a href="/auth/signout">Sign out</a>
        <form method="post" action="/session"><input name="login"><input type="password" name="p"><button>Sign in</button></form>
        <form method="post" action="/account"><button>Delete my account</button></form>
        <form method="post" action="/settings"><button>Save settings</button></form>`),
    });
    expect(await problem(look(app))).toMatchObject({ code: "NO_SIGN_IN_FOUND" });
    expect(app.asked.filter((line) => /^POST|sign.?up|delete|signout/.test(line))).toEqual([]);
  });
});

describe("a look that finds nothing", () => {
  it.each<[string, RegExp, Answers]>([
    ["pages without a sign-in", /404.*: GET \/login, \/signin/, { "/": page("nothing") }],
    [
      "a password form",
      /\/in asks for a password itself/,
      { "/": page("<a href=/in>Sign in</a>"), "/in": page("<form><input name=p type=password></form>") },
    ],
    ["a page that script fills", /filled by script/, { "*": "<div id=root></div><script src=/a.js></script>" }],
    ["an app that fails", /GET \/ fails with 500.*needs it running/, { "*": 500 }],
    ["an app that redirects in a circle", /redirects in a circle/, { "/": "→ /a", "/a": "→ /" }],
    [
      "an app that leads to somebody else",
      /GET \/ leads to https:\/\/cas\.example, which/,
      { "/": "→ https://cas.example/?service=x" },
    ],
    [
      "metadata of an IdP",
      /metadata at .*\/metadata cannot be used/,
      { "/metadata": metadata().replaceAll("SPSSO", "IDPSSO") },
    ],
    ["a request that is no sign-in", /nothing/, { "/": "→ https://idp.example/?client_id=x" }],
  ])("says what was tried of %s", async (_, words, answers) => {
    const path = "/metadata" in answers ? "/metadata" : "/";
    const told = await problem(look(await started(answers), path, { limits: { ...LIMITS, requests: 25 } }));
    expect(told).toMatchObject({ code: "NO_SIGN_IN_FOUND", status: 3 });
    if (words.source !== "nothing") expect(told.why).toMatch(words);
    expect(told.fix).toContain("appint create oidc|saml");
  });

  it("ends in time and number, and says so", async () => {
    const silent = await started({ "*": () => {} });
    const limits = { ...LIMITS, requestMs: 40, wholeMs: 60 };
    expect(await problem(look(silent, "/", { limits }))).toMatchObject({ code: "APP_NOT_LOOKED_AT", status: 5 });

    const slow = await started({ "/": page('<a href="/login">Log in</a>'), "*": () => {} });
    expect((await problem(look(slow, "/", { limits: { ...limits, wholeMs: 200 } }))).why).toMatch(
      /ended early: 0\.2 sec/,
    );

    const endless = await started({
      "*": ({ url = "" }, response) =>
        response.setHeader("content-type", "text/html").end(page(`<a href="/login/${url.length}${url}">Log in</a>`)),
    });
    const told = await problem(look(endless, "/", { limits: { ...LIMITS, requests: 10 } }));
    expect(told.why).toMatch(/ended early: 10 requests/);
    expect(endless.asked).toHaveLength(10);
  });

  it("stops at a page that is too large, and where nobody answers", async () => {
    const large = await started({ "/": "x".repeat(2000) });
    expect((await problem(look(large, "/", { limits: { ...LIMITS, bodyBytes: 1000 } }))).why).toMatch(/more than 1000/);
    const gone = await smallApp({});
    await gone[Symbol.asyncDispose]();
    expect(await problem(look(gone))).toMatchObject({
      code: "APP_NOT_LOOKED_AT",
      why: expect.stringMatching(/ECONNREF/),
    });
  });
});
