/** The journeys that a real Chromium and the agent both make; what arrives at the servers must be the same. */
import type { Answer, Sites } from "./sites.js";

/** A URL to type, or what to do on the page that is shown. */
export type Step = { type: string } | "click the link" | "submit the form";

export interface Case {
  name: string;
  steps: (sites: Sites) => Step[];
}

const set = (...cookies: string[]): Answer => ({ headers: cookies.map((cookie) => ["set-cookie", cookie] as const) });
const to = (status: number, location: string, ...cookies: string[]): Answer => ({
  status,
  headers: [["location", location], ...cookies.map((cookie) => ["set-cookie", cookie] as const)],
});
const escaped = (url: string) => url.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const autoPost = (action: string): Answer => ({
  html: `<body onload="document.forms[0].submit()"><form method="post" action="${escaped(action)}"><input type="hidden" name="SAMLResponse" value="x"></form>`,
});
const form = (action: string, method = "post"): Answer => ({
  html: `<title>end</title><form method="${method}" action="${escaped(action)}"><input type="hidden" name="a1" value="x"><button>Go</button></form>`,
});
const link = (href: string): Answer => ({ html: `<title>end</title><a href="${escaped(href)}">Go</a>` });
const refresh = (url: string): Answer => ({ html: `<meta http-equiv="refresh" content="0; url=${escaped(url)}">` });
const all = ["strict=1; SameSite=Strict", "lax=1; SameSite=Lax", "plain=1", "none=1; SameSite=None; Secure"];

const journey = (name: string, first: (sites: Sites) => Answer, ...rest: ((sites: Sites) => Step)[]): Case => ({
  name,
  steps: (sites) => [{ type: sites.url("app", first(sites)) }, ...rest.map((step) => step(sites))],
});
const typed = (url: (sites: Sites) => string) => (sites: Sites) => ({ type: url(sites) });

/** Sets the cookies at the app on `host`, then asks the app again on the same host. */
const stored = (
  name: string,
  cookies: string[],
  host = "localhost",
  path = "/",
  again = host,
  againPath = path,
): Case => ({
  name: `stored: ${name}`,
  steps: (sites) => [
    { type: sites.url("app", set(...cookies), host, path) },
    { type: sites.url("app", {}, again, againPath) },
  ],
});

export const cases: Case[] = [
  // What is sent, by who began the navigation.
  journey(
    "typed URL carries all",
    () => set(...all),
    typed((s) => s.url("app", {})),
  ),
  journey(
    "link on the app's own page carries all",
    (s) => ({ ...set(...all), ...link(s.url("app", {})) }),
    () => "click the link",
  ),
  journey(
    "link on a foreign page",
    () => set(...all),
    typed((s) => s.url("foreign", link(s.url("app", {})))),
    () => "click the link",
  ),
  journey(
    "link on a page of the app's other port",
    () => set(...all),
    typed((s) => s.url("foreign", link(s.url("app", {})), "localhost")),
    () => "click the link",
  ),
  journey(
    "cross-site POST by script",
    () => set(...all),
    typed((s) => s.url("foreign", autoPost(s.url("app", {}, "localhost", "/acs")))),
  ),
  journey(
    "cross-site POST by button",
    () => set(...all),
    typed((s) => s.url("foreign", form(s.url("app", {}, "localhost", "/acs")))),
    () => "submit the form",
  ),
  journey(
    "cross-site GET form",
    () => set(...all),
    typed((s) => s.url("foreign", form(s.url("app"), "get"))),
    () => "submit the form",
  ),
  journey(
    "POST from the app's other port",
    () => set(...all),
    typed((s) => s.url("foreign", autoPost(s.url("app", {}, "localhost", "/acs")), "localhost")),
  ),
  journey(
    "same-origin POST",
    (s) => ({ ...set(...all), ...form(s.url("app", {})) }),
    () => "submit the form",
  ),
  journey(
    "meta refresh from a foreign page",
    () => set(...all),
    typed((s) => s.url("foreign", refresh(s.url("app", {})))),
  ),
  journey("meta refresh on the app's page", (s) => ({ ...refresh(s.url("app", {})), ...set(...all) })),

  // Redirect chains.
  journey(
    "typed foreign URL that redirects to the app",
    () => set(...all),
    typed((s) => s.url("foreign", to(302, s.url("app", {})))),
  ),
  journey(
    "typed app URL → foreign → app",
    () => set(...all),
    typed((s) => s.url("app", to(302, s.url("foreign", to(302, s.url("app", {})))))),
  ),
  journey(
    "app link → foreign → app",
    (s) => ({ ...set(...all), ...link(s.url("foreign", to(302, s.url("app", {})))) }),
    () => "click the link",
  ),
  journey(
    "foreign link → app → app",
    () => set(...all),
    typed((s) => s.url("foreign", link(s.url("app", to(302, s.url("app", {})))))),
    () => "click the link",
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    journey(
      `cross-site POST, then ${status} within the app`,
      () => set(...all),
      typed((s) =>
        s.url(
          "foreign",
          autoPost(s.url("app", to(status, s.url("app", {}, "localhost", "/home")), "localhost", "/acs")),
        ),
      ),
    ),
  ),
  journey(
    "cookies set at the ACS are missing or there after its redirect",
    (s) => link(s.url("foreign")),
    typed((s) =>
      s.url(
        "foreign",
        autoPost(s.url("app", to(302, s.url("app", {}, "localhost", "/home"), ...all), "localhost", "/acs")),
      ),
    ),
  ),
  journey(
    "cookies set at the ACS, then a link on its own page",
    (s) => link(s.url("foreign")),
    typed((s) =>
      s.url(
        "foreign",
        autoPost(
          s.url("app", { ...set(...all), ...link(s.url("app", {}, "localhost", "/home")) }, "localhost", "/acs"),
        ),
      ),
    ),
    () => "click the link",
  ),
  journey(
    "cookies set at the ACS, then a meta refresh",
    (s) => link(s.url("foreign")),
    typed((s) =>
      s.url(
        "foreign",
        autoPost(
          s.url("app", { ...set(...all), ...refresh(s.url("app", {}, "localhost", "/home")) }, "localhost", "/acs"),
        ),
      ),
    ),
  ),
  journey("app POST → 307 foreign → 307 app", (s) => ({
    ...set(...all),
    ...autoPost(s.url("foreign", to(307, s.url("app", {}, "localhost", "/acs")))),
  })),
  journey("app POST → 302 foreign → 302 app", (s) => ({
    ...set(...all),
    ...autoPost(s.url("foreign", to(302, s.url("app", {}, "localhost", "/acs")))),
  })),
  journey(
    "POST with Referrer-Policy: no-referrer",
    () => set(...all),
    typed((s) =>
      s.url("foreign", {
        ...autoPost(s.url("app", {}, "localhost", "/acs")),
        headers: [["referrer-policy", "no-referrer"]],
      }),
    ),
  ),
  journey(
    "POST with Referrer-Policy: same-origin",
    () => set(...all),
    typed((s) =>
      s.url("foreign", {
        ...autoPost(s.url("app", {}, "localhost", "/acs")),
        headers: [["referrer-policy", "same-origin"]],
      }),
    ),
  ),
  journey(
    "meta referrer origin",
    () => ({}),
    typed((s) => s.url("foreign", { html: `<meta name="referrer" content="origin">${link(s.url("app", {})).html}` })),
    () => "click the link",
  ),
  journey(
    "fragment survives a redirect",
    () => ({}),
    typed((s) => `${s.url("foreign", to(302, s.url("app", {})))}#x=1`),
  ),

  // Sites: registrable domain, not host.
  ...[
    ["a.localhost", "b.localhost"],
    ["a.localhost", "localhost"],
    ["localhost", "a.localhost"],
    ["x.a.localhost", "y.a.localhost"],
    ["127.0.0.2", "127.0.0.1"],
    ["[::1]", "localhost"],
  ].map(
    ([from = "", at = ""]): Case => ({
      name: `POST from ${from} to ${at}`,
      steps: (s) => [
        { type: s.url("app", set(...all), at) },
        { type: s.url("foreign", autoPost(s.url("app", {}, at, "/acs")), from) },
      ],
    }),
  ),

  // What is stored.
  ...["localhost", "127.0.0.1", "127.0.0.2", "[::1]", "a.localhost", "x.a.localhost"].map((host) =>
    stored(
      `Secure and None over http on ${host}`,
      [
        "sec=1; Secure",
        "none=1; SameSite=None; Secure",
        "open=1; SameSite=None",
        "__Host-a=1; Secure; Path=/",
        "__Secure-a=1; Secure",
        "__Secure-b=1",
      ],
      host,
    ),
  ),
  stored("prefixes", [
    "__Host-a=1; Secure; Path=/",
    "__Host-b=1; Path=/",
    "__Host-c=1; Secure; Path=/x",
    "__Host-d=1; Secure",
    "__Host-e=1; Secure; Path=/; Domain=localhost",
    "__secure-f=1",
    "__HOST-g=1; Path=/",
    "__Http-h=1; Secure",
    "__Http-i=1; Secure; HttpOnly",
    "__Host-Http-j=1; Secure; HttpOnly; Path=/",
  ]),
  stored("prefixes at another path", ["__Host-d=1; Secure"], "localhost", "/dir/page"),
  ...[4095, 4096, 4097].map((size) =>
    stored(`name and value of ${size} bytes`, [`n=${"v".repeat(size - 1)}; Path=/; SameSite=Lax`, "ok=1"]),
  ),
  stored(
    "attributes over 1024 bytes",
    [`p=1; Path=/${"p".repeat(1100)}`, "ok=1"],
    "localhost",
    "/dir/page",
    "localhost",
    "/dir/other",
  ),
  stored("Domain on localhost", [
    "a=1; Domain=localhost",
    "b=1; Domain=.localhost",
    "c=1; Domain=",
    "d=1; Domain=other",
    "e=1; Domain=com",
    "f=1; Domain=127.0.0.1",
    "g=1; Domain=LOCALHOST",
  ]),
  stored("Domain=localhost seen from a.localhost", ["a=1; Domain=localhost", "b=1"], "localhost", "/", "a.localhost"),
  stored("Domain on an IP", ["a=1; Domain=127.0.0.1", "b=1; Domain=0.0.1", "c=1; Domain=.127.0.0.1"], "127.0.0.1"),
  stored(
    "Domain on a subdomain",
    [
      "a=1; Domain=a.localhost",
      "b=1; Domain=localhost",
      "c=1; Domain=x.a.localhost",
      "d=1; Domain=y.a.localhost",
      "e=1",
    ],
    "x.a.localhost",
  ),
  stored("Domain cookie reaches a sibling", ["a=1; Domain=a.localhost", "e=1"], "x.a.localhost", "/", "y.a.localhost"),
  stored("host-only and Domain cookie of one name are two", ["a=1", "a=2; Domain=a.localhost"], "a.localhost"),
  stored("names and values", ["=v1", "v2", 'q="a b"', "e=", "sp=a b", "eq=a=b=c", "=__Host-x", "u=\u00e9"]),
  stored("nameless pretending a prefix", ["=__Secure-x=1", "__Host-y"]),
  stored("a value with = and no name", ["=a=b", "ok=1"]),
  stored("nothing at all", ["=", "; Secure", "ok=1"]),
  stored(
    "order: longer path first, then older",
    ["a=1; Path=/", "b=1; Path=/dir", "c=1; Path=/dir/page", "d=1; Path=/dir/", "e=1; Path=/di"],
    "localhost",
    "/dir/page",
  ),
  stored("default path", ["a=1"], "localhost", "/dir/page", "localhost", "/dir/other"),
  stored("default path elsewhere", ["a=1", "r=1; Path=/"], "localhost", "/dir/page", "localhost", "/dirty"),
  stored("last SameSite wins", [
    "a=1; SameSite=Strict; SameSite=None; Secure",
    "b=1; SameSite=None; SameSite=Lax",
    "c=1; SameSite=weird",
    "d=1; SameSite",
  ]),
  stored("expiry", [
    "a=1; Max-Age=100",
    "b=1; Max-Age=0",
    "c=1; Max-Age=-5",
    "d=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "e=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT",
    "f=1; Expires=nonsense",
    "g=1; Max-Age=nonsense",
    "h=1; Max-Age=100; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    'i=1; Max-Age="10"',
  ]),
  {
    name: "a deletion deletes, an overwrite replaces",
    steps: (s) => [
      { type: s.url("app", set("a=1", "b=1", "c=1; Path=/x", "h=1; HttpOnly")) },
      { type: s.url("app", set("a=; Max-Age=0", "b=2; HttpOnly", "c=; Max-Age=0", "h=2")) },
      { type: s.url("app", {}) },
      { type: s.url("app", {}, "localhost", "/x") },
    ],
  },
  {
    name: "an insecure Set-Cookie over a Secure one on localhost",
    steps: (s) => [
      { type: s.url("app", set("a=1; Secure")) },
      { type: s.url("app", set("a=2")) },
      { type: s.url("app", {}) },
    ],
  },
  {
    name: "ports share cookies",
    steps: (s) => [{ type: s.url("app", set("a=1", "b=1; Secure")) }, { type: s.url("foreign", {}, "localhost") }],
  },
  {
    name: "unknown SameSite is Lax by default on a cross-site POST",
    steps: (s) => [
      { type: s.url("app", set("weird=1; SameSite=weird", "empty=1; SameSite", "plain=1", "lax=1; SameSite=lax")) },
      { type: s.url("foreign", autoPost(s.url("app", {}, "localhost", "/acs"))) },
    ],
  },
  {
    name: "a cross-site answer may set every kind of cookie",
    steps: (s) => [
      { type: s.url("foreign", autoPost(s.url("app", set(...all), "localhost", "/acs"))) },
      { type: s.url("app", {}) },
    ],
  },
  // Schemes.
  {
    name: "POST from https to http of one host is cross-site",
    steps: (s) => [
      { type: s.url("app", set(...all)) },
      { type: s.url("secure", autoPost(s.url("app", {}, "localhost", "/acs"))) },
    ],
  },
  {
    name: "POST from http to https of one host is cross-site",
    steps: (s) => [
      { type: s.url("secure", set(...all)) },
      { type: s.url("app", autoPost(s.url("secure", {}, "localhost", "/acs"))) },
    ],
  },
  {
    name: "Secure cookies of https reach http on localhost, and the other way round",
    steps: (s) => [
      { type: s.url("secure", set("a=1; Secure", "__Host-b=1; Secure; Path=/", "c=1")) },
      { type: s.url("app", set("d=1; Secure", "e=1", "a=2")) },
      { type: s.url("secure", {}) },
      { type: s.url("app", {}) },
    ],
  },
  journey(
    "a redirect may change the referrer policy",
    () => ({}),
    typed((s) =>
      s.url(
        "foreign",
        link(
          s.url("foreign", {
            ...to(302, s.url("app", {})),
            headers: [
              ["location", s.url("app", {})],
              ["referrer-policy", "no-referrer"],
            ],
          }),
        ),
      ),
    ),
    () => "click the link",
  ),
  journey(
    "without SameSite but with Max-Age",
    () => set("plain=1; Max-Age=1000", "lax=1; SameSite=Lax; Max-Age=1000"),
    typed((s) => s.url("foreign", autoPost(s.url("app", {}, "localhost", "/acs")))),
  ),
];
