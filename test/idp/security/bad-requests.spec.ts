/** What endpoints are sent wrongly, and what they say: test/golden/bad-requests.txt reads like a conversation. */
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePost, encodeRedirect } from "../../../src/protocols/saml/bindings.js";
import { golden } from "../../e2e/golden.js";
import { redirectUri } from "../org.js";
import { requestXml, type SamlOrg, samlOrg, wordsOf } from "../saml/saml-org.js";
import { form, type Got, type Sent, send } from "./wire.js";

type Row = [title: string, status: number, sent: (saml: SamlOrg) => Sent];
const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const json = { accept: "application/json" };

const authorize =
  (change: Record<string, string | undefined>, more = "") =>
  ({ test }: SamlOrg): Sent => {
    const fields: Record<string, string | undefined> = {
      client_id: test.app.id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid",
      state: "s",
      ...change,
    };
    const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return { path: `/oauth2/v1/authorize?${query(Object.fromEntries(given))}${more}` };
  };
const token =
  (fields: Record<string, string> | string, headers: Record<string, string> = {}, endpoint = "token") =>
  ({ test }: SamlOrg): Sent => {
    const body = typeof fields === "string" ? fields : query(fields);
    const authorization = `Basic ${Buffer.from(`${test.app.id}:${test.secret}`).toString("base64")}`;
    return {
      method: "POST",
      path: `/oauth2/v1/${endpoint}`,
      headers: { ...json, ...form, authorization, ...headers },
      body,
    };
  };
const saml =
  (samlRequest: string) =>
  ({ ssoPath }: SamlOrg): Sent => ({ path: `${ssoPath}?${query({ SAMLRequest: samlRequest })}` });
const sso = (xml: string) => saml(encodeRedirect(xml));
const signIn =
  (fields: string | Buffer, headers: Record<string, string> = form) =>
  (): Sent => ({ method: "POST", path: "/login/login.htm", headers, body: fields });
const page =
  (path: string, more: Partial<Sent> = {}) =>
  (): Sent => ({ path, ...more });
const nested = (depth: number) => requestXml().replace("</", `${"<x>".repeat(depth)}${"</x>".repeat(depth)}</`);
const laughs = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>${requestXml()}`;
const code = { grant_type: "authorization_code", code: "x", redirect_uri: redirectUri };

const server: Row[] = [
  ["an address where nothing is", 404, page("/nothing")],
  ["an address where nothing is, for a program", 404, page("/nothing", { headers: json })],
  ["a way out of the server's folder", 404, page("/..%2f..%2fetc%2fpasswd")],
  ["a way out that is written plainly", 404, page("/app/../../../etc/passwd")],
  ["a NUL in an address", 404, page("/app/UserHome%00")],
  ["a line end in an address", 404, page("/app/UserHome%0d%0aSet-Cookie:%20idx=1")],
  ["an escape that encodes nothing", 404, page("/home/%zz/a/b")],
  ["the address of another server", 400, page("http://evil.example/login/login.htm")],
  ["the Host of another server", 421, page("/login/login.htm", { headers: { host: "evil.example" } })],
  [
    "a POST under the other name",
    421,
    ({ test }) => ({
      method: "POST",
      path: "/oauth2/v1/token",
      headers: { host: `localhost:${new URL(test.origin).port}` },
    }),
  ],
  ["a method that nobody has", 405, page("/login/login.htm", { method: "DELETE" })],
  ["a GET of what is posted", 405, page("/oauth2/v1/token", { headers: json })],
  ["a tile of no app", 404, page("/home/oidc_client/0oaNobody000000000000/alnNobody000000000000")],
];
const signingIn: Row[] = [
  ["a form that was never shown", 403, signIn("handle=x&username=ada@example.com&password=y")],
  ["an empty form", 403, signIn("")],
  ["a form of another site", 403, signIn("handle=x", { ...form, origin: "https://evil.example" })],
  ["a form as JSON", 415, signIn("{}", { "content-type": "application/json" })],
  ["a form as multipart", 415, signIn("--x--", { "content-type": "multipart/form-data; boundary=x" })],
  ["a form without a type", 415, signIn("handle=x", {})],
  ["a form of 300 kB", 413, signIn(`handle=${"x".repeat(300_000)}`)],
  [
    "a session token for a page elsewhere",
    400,
    page(`/login/sessionCookieRedirect?${query({ token: "x", redirectUrl: "https://evil.example/" })}`),
  ],
  [
    "a session token for a script",
    400,
    page(`/login/sessionCookieRedirect?${query({ token: "x", redirectUrl: "javascript:alert(1)" })}`),
  ],
  ["a sign-out by a picture", 404, page("/login/signout", { headers: { "sec-fetch-dest": "image" } })],
];
const authorizing: Row[] = [
  ["no parameters at all", 400, page("/oauth2/v1/authorize")],
  ["a client that is not there", 400, authorize({ client_id: "0oaNobody000000000000" })],
  ["a client id with a NUL", 400, authorize({ client_id: "a\u0000b" })],
  ["no redirect URI", 400, authorize({ redirect_uri: undefined })],
  ["a redirect URI that is not registered", 400, authorize({ redirect_uri: "https://evil.example/" })],
  ["a redirect URI with a path more", 400, authorize({ redirect_uri: `${redirectUri}/x` })],
  ["a parameter twice", 400, authorize({}, "&scope=email")],
  ["no state", 302, authorize({ state: undefined })],
  ["no scope", 302, authorize({ scope: undefined })],
  ["a scope without openid", 302, authorize({ scope: "email" })],
  ["a scope that is not there", 302, authorize({ scope: "openid 😀" })],
  ["a response type that is not enabled", 302, authorize({ response_type: "token" })],
  ["a response type that nobody has", 302, authorize({ response_type: "magic" })],
  ["a response mode that nobody has", 302, authorize({ response_mode: "pigeon" })],
  ["a prompt that nobody has", 302, authorize({ prompt: "loudly" })],
  ["a prompt that contradicts itself", 302, authorize({ prompt: "none login" })],
  ["a max_age that is a word", 302, authorize({ max_age: "soon" })],
  ["a max_age under zero", 302, authorize({ max_age: "-1" })],
  [
    "a challenge method that is not taken",
    302,
    authorize({ code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "plain" }),
  ],
  ["a challenge that is too short", 302, authorize({ code_challenge: "abc", code_challenge_method: "S256" })],
  ["a request object", 302, authorize({ request: "e30.e30." })],
  ["a request by address", 302, authorize({ request_uri: "http://169.254.169.254/latest/meta-data/" })],
  [
    "a posted request of 20 kB",
    413,
    ({ test }) => ({
      method: "POST",
      path: "/oauth2/v1/authorize",
      headers: form,
      body: `client_id=${test.app.id}&state=${"x".repeat(20_000)}`,
    }),
  ],
];
const tokens: Row[] = [
  ["a token request as JSON", 400, token("{}", { "content-type": "application/json" })],
  ["an empty token request", 400, token("")],
  ["nobody's token request", 401, token(code, { authorization: "" })],
  ["a header that is no Basic", 401, token(code, { authorization: "Basic !!!" })],
  [
    "a secret that is wrong",
    401,
    ({ test }) => ({
      ...token(code)({ test } as SamlOrg),
      headers: { ...json, ...form, authorization: `Basic ${Buffer.from(`${test.app.id}:wrong`).toString("base64")}` },
    }),
  ],
  ["a client that nobody knows", 401, token(code, { authorization: `Basic ${Buffer.from("x:y").toString("base64")}` })],
  ["two ways to authenticate", 400, token({ ...code, client_secret: "x" })],
  [
    "an assertion of the client",
    400,
    token({ ...code, client_assertion: "a.b.c", client_assertion_type: "x" }, { authorization: "" }),
  ],
  ["a grant twice", 400, token(`${query(code)}&code=y`)],
  ["a grant that nobody has", 400, token({ ...code, grant_type: "password" })],
  ["a grant that is not enabled", 400, token({ grant_type: "refresh_token", refresh_token: "x" })],
  ["no code", 400, token({ ...code, code: "" })],
  ["a code that is none", 400, token({ ...code, code: "😀\u0000" })],
  ["a code of 100 kB", 400, token({ ...code, code: "x".repeat(100_000) })],
  ["a body of 300 kB", 413, token({ ...code, code: "x".repeat(300_000) })],
  ["userinfo for nobody", 401, page("/oauth2/v1/userinfo", { headers: json })],
  [
    "userinfo for a token without a signature",
    401,
    page("/oauth2/v1/userinfo", {
      headers: {
        ...json,
        authorization: `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"ada"}').toString("base64url")}.`,
      },
    }),
  ],
  ["introspection of a token that is none", 200, token({ token: "a.b.c" }, {}, "introspect")],
  [
    "introspection of JSON nested 5,000 deep",
    200,
    token(
      { token: `${Buffer.from(`{"alg":${"[".repeat(5000)}${"]".repeat(5000)}}`).toString("base64url")}.e30.x` },
      {},
      "introspect",
    ),
  ],
  ["revocation of nothing", 400, token({}, {}, "revoke")],
  ["a logout without a hint", 400, page("/oauth2/v1/logout")],
  [
    "a logout with a hint that is none",
    400,
    page(`/oauth2/v1/logout?${query({ id_token_hint: "a.b.c", post_logout_redirect_uri: "https://evil.example" })}`),
  ],
];
const messages: Row[] = [
  ["an empty SAMLRequest", 400, saml("")],
  ["a SAMLRequest that is not base64", 400, saml("%%%")],
  ["base64 of another alphabet", 400, saml("-_-_")],
  ["base64 that is cut off", 400, saml("AAAAA")],
  ["base64 with blanks", 400, saml("AAAA AAAA")],
  ["base64 that is URL-encoded twice", 400, saml("AAA%2BAAA%3D")],
  ["XML that was not deflated", 400, saml(encodePost(requestXml()))],
  ["bytes that are no DEFLATE", 400, saml(Buffer.from("no xml, no deflate").toString("base64"))],
  ["bytes that are not UTF-8", 400, saml(deflateRawSync(Buffer.from([0x3c, 0xff, 0xfe])).toString("base64"))],
  [
    "a deflate bomb of 10 MB",
    400,
    saml(deflateRawSync(Buffer.alloc(10_000_000, 0x20), { level: 9 }).toString("base64").slice(0, 13_600)),
  ],
  ["a text that is no XML", 400, sso("hello")],
  ["XML that is cut off", 400, sso(requestXml().slice(0, -30))],
  ["an entity that laughs", 400, sso(laughs)],
  ["an entity of a file", 400, sso(`<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${requestXml()}`)],
  ["an entity that nobody declared", 400, sso(requestXml().replace("</", "&nobody;</"))],
  ["XML in XML 20,000 deep", 400, sso(`${"<x>".repeat(20_000)}`)],
  ["an element that does not belong, 5,000 deep", 302, sso(nested(5000))],
  ["a request of another kind", 400, sso(requestXml().replaceAll("AuthnRequest", "LogoutRequest"))],
  ["a request of SAML 1.1", 400, sso(requestXml().replace('"2.0"', '"1.1"'))],
  ["a request without an ID", 400, sso(requestXml().replace(/ ID="[^"]*"/, ""))],
  [
    "a NameID format that is not set up",
    400,
    sso(requestXml({ nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos" })),
  ],
  ["an ACS index that is not there", 400, sso(requestXml({ acsIndex: 9 }))],
  ["a kept request that nobody kept", 400, ({ ssoPath }) => ({ path: `${ssoPath}?request=x` })],
  [
    "a posted request as JSON",
    415,
    ({ ssoPath }) => ({ method: "POST", path: ssoPath, headers: { "content-type": "application/json" }, body: "{}" }),
  ],
  [
    "a posted request of 300 kB",
    413,
    ({ ssoPath }) => ({ method: "POST", path: ssoPath, headers: form, body: `SAMLRequest=${"A".repeat(300_000)}` }),
  ],
  ["the sign-on of no app", 404, page("/app/nobody/exkNobody000000000000/sso/saml")],
  ["the metadata of no app", 404, page("/app/exkNobody000000000000/sso/saml/metadata")],
];

describe("a bad request", () => {
  let org: SamlOrg;
  const told = golden("bad-requests.txt");
  beforeAll(async () => {
    org = await samlOrg();
  });
  afterAll(async () => {
    told.save();
    await org[Symbol.asyncDispose]();
  });

  /** The words of the answer, the same in every run. */
  const words = ({ status, headers, text }: Got): string => {
    const said = headers.location
      ? `→ ${headers.location}`
      : /html/.test(String(headers["content-type"]))
        ? wordsOf({ text } as never).trim()
        : text.trim();
    return `${status} ${said}`
      .trim()
      .replaceAll(org.app.externalKey, "<external key>")
      .replaceAll(org.test.origin, "<idp>")
      .replaceAll(new URL(org.test.origin).port, "<port>")
      .replaceAll(org.test.app.id, "<client id>")
      .replace(/\?request=[\w-]{43}|%3Frequest%3D[\w-]{43}/, "?request=<handle>")
      .replace(/(.{1200}).*/s, "$1…");
  };

  describe.each([
    ["the server", server],
    ["signing in", signingIn],
    ["the authorize endpoint", authorizing],
    ["tokens", tokens],
    ["SAML messages", messages],
  ])("to %s", (_, rows) => {
    it.each(rows)("%s is answered with %i", async (title, status, sent) => {
      const [memory, began] = [process.memoryUsage().rss, performance.now()];

      const got = await send(org.test.origin, sent(org));

      const seen = words(got);
      expect({ status: got.status, seen }).toEqual({ status, seen: told.section(title, `${seen}\n`)?.trim() });
      expect(performance.now() - began, "it is refused at once").toBeLessThan(5000);
      expect(process.memoryUsage().rss - memory, "and costs no memory").toBeLessThan(120_000_000);
      expect(org.test.defects).toEqual([]);
    });
  });

  it("is told with every word that the golden file has, and no more", () => {
    expect(told.unused()).toEqual([]);
  });
});
