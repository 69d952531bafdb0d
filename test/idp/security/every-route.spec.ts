/** What holds for every address of the IdP, whoever adds one: routes are read from the router itself. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SamlOrg, samlOrg } from "../saml/saml-org.js";
import { addresses, form, send } from "./wire.js";

let saml: SamlOrg;
beforeAll(async () => {
  saml = await samlOrg();
  await saml.signIn();
});
afterAll(() => saml[Symbol.asyncDispose]());

const cookie = () => [...saml.browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
/** Addresses that an app may keep for a while: they say nothing of anybody. */
const PUBLIC =
  /^\/(\.well-known\/|oauth2\/([\w-]+\/)?v1\/keys$|oauth2\/[\w-]+\/\.well-known\/|app\/:externalKey\/sso\/saml\/metadata$)/;

describe("every route", () => {
  it("is known to these tests", () => {
    expect(addresses(saml).length).toBeGreaterThan(20);
  });

  it("turns away every Host but its own, whatever the path", async () => {
    const { port } = new URL(saml.test.origin);
    const hosts = [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `evil.example@127.0.0.1:${port}`,
      `127.0.0.1:${port}@evil.example`,
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1:${port}.`,
      `0x7f.1:${port}`,
      `2130706433:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
    ];
    const paths = [...addresses(saml), { method: "GET", path: "/nothing" }, { method: "GET", path: "/favicon.ico" }];
    for (const { method, path } of paths)
      for (const host of hosts) {
        const got = await send(saml.test.origin, { method, path, headers: { host, cookie: cookie() } });
        expect(got.status, `${method} ${path} for ${host}`).toBe(421);
        expect(got.headers["set-cookie"], `${method} ${path} for ${host}`).toBeUndefined();
      }
  });

  it("answers with the headers that keep browsers from guessing, framing, storing and running", async () => {
    for (const accept of ["text/html", "application/json"])
      for (const { method, path, pattern } of addresses(saml)) {
        const { headers, status } = await send(saml.test.origin, {
          method,
          path,
          headers: { accept, cookie: cookie() },
        });
        const what = `${method} ${path} (${status})`;
        expect(headers["x-content-type-options"], what).toBe("nosniff");
        expect(headers["x-frame-options"], what).toBe("DENY");
        expect(headers["referrer-policy"], what).toMatch(/^(same-origin|no-referrer|strict-origin-when-cross-origin)$/);
        const policy = String(headers["content-security-policy"]);
        expect(policy, what).toMatch(/^default-src 'none'; base-uri 'none'; frame-ancestors 'none'/);
        expect(policy, what).not.toMatch(/unsafe|\*|http:|https:/);
        expect(headers["x-powered-by"] ?? headers.server, what).toBeUndefined();
        if (method === "OPTIONS" || (PUBLIC.test(pattern) && status === 200)) continue;
        expect(headers["cache-control"], what).toMatch(/no-store/);
      }
  });

  it("lets pages of other origins read nothing but what is public", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost:3001"])
      for (const { method, path, pattern } of addresses(saml)) {
        const { headers } = await send(saml.test.origin, { method, path, headers: { origin, cookie: cookie() } });
        const allowed = headers["access-control-allow-origin"];
        if (PUBLIC.test(pattern)) expect([undefined, "*"], path).toContain(allowed);
        else expect(allowed, `${method} ${path} for ${origin}`).toBeUndefined();
        expect(headers["access-control-allow-credentials"], path).toBeUndefined();
      }
  });

  it("gives no page to the origin null because an app has a scheme of its own", async () => {
    const { app } = await saml.test.addApp({ redirect_uris: ["com.example.app:/callback"] });

    const { headers } = await send(saml.test.origin, {
      method: "POST",
      path: "/oauth2/v1/token",
      headers: { ...form, origin: "null" },
      body: `client_id=${app.id}`,
    });

    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("takes the methods that it has and no other", async () => {
    const known = addresses(saml);
    for (const { path } of known)
      for (const method of ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "POST", "GET"]) {
        if (known.some((route) => route.path === path && route.method === method)) continue;
        const { status, headers } = await send(saml.test.origin, { method, path });
        expect(status, `${method} ${path}`).toBe(405);
        expect(headers.allow, `${method} ${path}`).toBeTruthy();
      }
  });

  it("sets its cookies out of reach of scripts and of other sites", async () => {
    const lines = new Set<string>();
    for (const { method, path } of addresses(saml)) {
      const { headers } = await send(saml.test.origin, { method, path });
      for (const line of headers["set-cookie"] ?? []) lines.add(line.replace(/=[^;]*/, ""));
    }
    for (const line of (await send(saml.test.origin, { path: "/login/signout", headers: { cookie: cookie() } }))
      .headers["set-cookie"] ?? [])
      lines.add(line.replace(/=[^;]*/, ""));
    await saml.signIn();

    expect(lines.size).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^\w+; Path=\/; HttpOnly; SameSite=Lax(;|$)/);
  });

  it("has met no defect in all of this", () => {
    expect(saml.test.defects).toEqual([]);
  });
});

describe("whatever is sent to a route", () => {
  const long = "x".repeat(6000);
  const values = [
    "",
    "\u0000",
    "a\u0000b",
    "\u202Eevil",
    "\u0085",
    "😀",
    "%",
    "%zz",
    "../../etc/passwd",
    "__proto__",
    "[]",
    long,
  ];
  const deep = `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`;
  const part = (text: string) => Buffer.from(text).toString("base64url");
  const tokens = [
    "a.b.c",
    `${part('{"alg":"none"}')}.${part("{}")}.`,
    `${part(deep)}.${part(deep)}.x`,
    `${part("[]")}.${part("null")}.x`,
    "x".repeat(7000),
  ];
  const names = [
    ...[
      "client_id",
      "redirect_uri",
      "response_type",
      "response_mode",
      "scope",
      "state",
      "nonce",
      "prompt",
      "max_age",
      "code",
    ],
    ...[
      "code_challenge",
      "code_challenge_method",
      "request",
      "request_uri",
      "login_hint",
      "id_token_hint",
      "sessionToken",
    ],
    ...[
      "SAMLRequest",
      "SAMLResponse",
      "RelayState",
      "SigAlg",
      "Signature",
      "token",
      "redirectUrl",
      "fromURI",
      "handle",
      "user",
    ],
    ...[
      "username",
      "password",
      "grant_type",
      "client_secret",
      "client_assertion",
      "post_logout_redirect_uri",
      "__proto__",
    ],
  ];
  const all = (value: string) =>
    names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

  const headerSets: Record<string, string>[] = [
    { cookie: "idx=; idx=; appint_signin=; appint_run=" },
    { cookie: `idx=%00; =x; ;;; __proto__=1; appint_run="a b"; ${"c=1; ".repeat(300)}` },
    { cookie: `idx=${"a".repeat(7000)}` },
    { authorization: "Basic !!!" },
    { authorization: `Basic ${Buffer.from("%:%").toString("base64")}` },
    { authorization: `Basic ${Buffer.from(`a\u0000:${"b".repeat(4000)}`).toString("base64")}` },
    ...tokens.map((token) => ({ authorization: `Bearer ${token}` })),
    { origin: "null", referer: "javascript:1", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { "x-http-method-override": "DELETE", "content-length": "0", "transfer-encoding": "" },
    { "user-agent": `${"\u00ff".repeat(500)}`, accept: "*/*;q=zero, text/html" },
  ];
  const bodies: [headers: Record<string, string>, body: string | Buffer][] = [
    [form, ""],
    [form, "&&&==&=&%=%"],
    [form, Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0x00, 0xc3, 0x28])],
    [form, "a=1&".repeat(20_000)],
    [form, "x".repeat(300_000)],
    [{ "content-type": "application/x-www-form-urlencoded; charset=utf-16" }, Buffer.from("grant_type=x", "utf16le")],
    [{ "content-type": "application/json" }, deep],
    [
      { "content-type": "multipart/form-data; boundary=x" },
      '--x\r\nContent-Disposition: form-data; name="handle"\r\n\r\n1\r\n--x--',
    ],
    [{ "content-type": "text/plain" }, "handle=1"],
    [{ ...form, "content-encoding": "gzip" }, Buffer.from("1f8b0800000000000003", "hex")],
    [{ "content-type": "\u00ff" }, "a"],
  ];

  const never = async (sent: Parameters<typeof send>[1], what: string) => {
    const { status, text } = await send(saml.test.origin, sent);
    expect(status, what).toBeLessThan(500);
    expect(text, what).not.toMatch(/\n {4}at |node_modules|TypeError|RangeError|SQLITE/);
    expect(saml.test.defects, what).toEqual([]);
  };

  it("as query: nothing breaks", async () => {
    for (const { method, path } of addresses(saml)) {
      for (const value of values.filter((text) => text !== long))
        await never({ method, path: `${path}?${all(value)}` }, `${method} ${path} with ${JSON.stringify(value)}`);
      for (let at = 0; at < names.length; at += 2) {
        const query = names.slice(at, at + 2).map((name) => `${encodeURIComponent(name)}=${long}`);
        await never({ method, path: `${path}?${query.join("&")}` }, `${method} ${path} with a long ${names[at]}`);
      }
      await never(
        { method, path: `${path}?${names.map((name) => `${name}=1&${name}=2`).join("&")}` },
        `${method} ${path} twice`,
      );
      await never({ method, path: `${path}?%=%&%ff=%ff&&==` }, `${method} ${path} with % alone`);
      for (const token of tokens)
        await never({ method, path: `${path}?id_token_hint=${token}&sessionToken=${token}&token=${token}` }, path);
    }
  }, 60_000);

  it("as headers and cookies: nothing breaks", async () => {
    for (const { method, path } of addresses(saml))
      for (const headers of headerSets)
        await never({ method, path, headers }, `${method} ${path} with ${JSON.stringify(headers).slice(0, 80)}`);
  }, 60_000);

  it("as body: nothing breaks", async () => {
    for (const { path } of addresses(saml).filter(({ method }) => method === "POST")) {
      for (const [headers, body] of bodies)
        await never({ method: "POST", path, headers, body }, `${path} with ${JSON.stringify(headers)}`);
      for (const value of values)
        await never({ method: "POST", path, headers: form, body: all(value) }, `${path} with ${JSON.stringify(value)}`);
    }
  }, 60_000);

  it("as part of a path: nothing breaks, and nothing but an app is found", async () => {
    const parts = [
      "..%2f..%2fetc%2fpasswd",
      "%00",
      "%ff",
      "__proto__",
      "constructor",
      "x".repeat(5000),
      "%3Cscript%3E",
      "%0d%0aX-Y:%20z",
      "%F0%9F%98%80",
      "'%20OR%201=1--",
    ];
    for (const { method, pattern } of addresses(saml).filter(({ pattern }) => pattern.includes(":")))
      for (const part of parts) {
        const path = pattern.replace(/:\w+/g, part);
        const { status, text, headers } = await send(saml.test.origin, {
          method,
          path,
          ...(method === "POST" ? { headers: form, body: "a=1" } : {}),
        });
        expect(status, path.slice(0, 80)).toBe(404);
        expect(text).not.toMatch(/<script>|root:/);
        expect(headers["x-y"]).toBeUndefined();
      }
    expect(saml.test.defects).toEqual([]);
  });

  it("is logged in events of a size that fits a log", async () => {
    const events = await saml.test.events();
    for (const event of events) expect(JSON.stringify(event).length).toBeLessThan(60_000);
  });
});
