/** What a signed client_assertion must be, refused in the platform's words; and keys that are fetched. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshOrg, type TestOrg } from "../org.js";
import { basic, post } from "./token-calls.js";

const pair = async (kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig" } };
};
const [mine, strange, retired] = await Promise.all([pair("mine"), pair("strange"), pair("retired")]);
const settings = { grant_types: ["client_credentials"], granted_scopes: ["reports:read"] };
const keyed = {
  ...settings,
  token_endpoint_auth_method: "private_key_jwt",
  jwks: { keys: [mine.jwk, { ...retired.jwk, status: "INACTIVE" }] },
};
const path = "/oauth2/default/v1/token";
const seconds = () => Math.floor(Date.now() / 1000);

interface Change {
  claims?: Record<string, unknown>;
  key?: Parameters<SignJWT["sign"]>[0];
  header?: Record<string, unknown>;
}

async function assertion(test: TestOrg, { claims = {}, key = mine.privateKey, header = {} }: Change = {}) {
  const all = {
    iss: test.app.id,
    sub: test.app.id,
    aud: test.origin + path,
    exp: seconds() + 300,
    iat: seconds(),
    jti: crypto.randomUUID(),
    ...claims,
  };
  return new SignJWT(all).setProtectedHeader({ alg: "ES256", kid: "mine", ...header }).sign(key);
}

const send = (test: TestOrg, client_assertion: string, more: Record<string, string> = {}) =>
  post(test, path, {
    grant_type: "client_credentials",
    scope: "reports:read",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion,
    ...more,
  });

describe("a client_assertion", () => {
  let test: TestOrg;
  beforeAll(async () => {
    test = await freshOrg(keyed);
  });
  afterAll(() => test[Symbol.asyncDispose]());

  it.each([
    ["to the endpoint", {}],
    ["to the server", { aud: "issuer" }],
    ["to several, one of them the endpoint", { aud: ["https://other.example", "endpoint"] }],
    ["without an identifier", { jti: undefined }],
  ])("is taken when it is made out %s", async (_title, claims) => {
    const named = (aud: unknown) =>
      aud === "issuer" ? `${test.origin}/oauth2/default` : aud === "endpoint" ? test.origin + path : aud;
    const aud = "aud" in claims ? (Array.isArray(claims.aud) ? claims.aud.map(named) : named(claims.aud)) : undefined;
    const made = await assertion(test, { claims: { ...claims, ...(aud !== undefined && { aud }) } });
    expect((await send(test, made)).status).toBe(200);
  });

  it.each<[string, (now: number) => Change, RegExp]>([
    ["of another issuer", () => ({ claims: { iss: "0oaother" } }), /issuer and subject claims/],
    ["to somebody else", () => ({ claims: { aud: "https://other.example" } }), /audience claim for client_assertion/],
    ["to the org's own server", () => ({ claims: { aud: "http://127.0.0.1:7700/oauth2/v1/token" } }), /audience claim/],
    ["that is over", (now) => ({ claims: { exp: now - 120 } }), /is expired/],
    ["that is never over", () => ({ claims: { exp: undefined } }), /must have an 'exp' claim/],
    ["that is good for longer than an hour", (now) => ({ claims: { exp: now + 7200 } }), /too far into the future/],
    ["of tomorrow", (now) => ({ claims: { iat: now + 600 } }), /issued in the future/],
    ["with a number for an identifier", () => ({ claims: { jti: 7 } }), /invalid 'jti'/],
    ["signed by a stranger", () => ({ key: strange.privateKey }), /signature is invalid/],
    ["that names a key it has not", () => ({ header: { kid: "strange" } }), /signature is invalid/],
    [
      "signed by a key that is inactive",
      () => ({ key: retired.privateKey, header: { kid: "retired" } }),
      /signature is invalid/,
    ],
    [
      "signed with a secret, as if the key were one",
      () => ({ key: new TextEncoder().encode(JSON.stringify(mine.jwk)), header: { alg: "HS256" } }),
      /signature is invalid/,
    ],
  ])("is refused %s", async (_title, change, description) => {
    const answer = await send(test, await assertion(test, change(seconds())));
    expect(answer).toMatchObject({
      status: 401,
      body: { error: "invalid_client", error_description: expect.stringMatching(description) },
    });
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.invalid_client_credentials",
      body: { debugContext: { debugData: { clientFault: "wrong-assertion", errorDetail: expect.any(String) } } },
    });
  });

  it("is good once, however many come at the same time", async () => {
    const once = await assertion(test);
    const answers = await Promise.all([send(test, once), send(test, once), send(test, once)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await send(test, once)).body.error_description).toMatch(/used already/);
  });

  it("of no signature at all is refused, and so is one without its type", async () => {
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${(await assertion(test)).split(".")[1]}.`;
    expect((await send(test, unsigned)).body.error).toBe("invalid_client");
    expect((await send(test, await assertion(test), { client_assertion_type: "jwt" })).body).toMatchObject({
      error: "invalid_request",
      error_description: "The client_assertion_type is invalid.",
    });
  });

  it("is the only way in: the secret of the same app opens nothing", async () => {
    const answer = await post(test, path, { grant_type: "client_credentials" }, basic(test.app.id, test.secret));
    expect(answer.body.error).toBe("invalid_client");
  });
});

describe("a secret that signs", () => {
  it("must be long enough, and signs with HMAC alone", async () => {
    await using test = await freshOrg({ ...settings, token_endpoint_auth_method: "client_secret_jwt" });
    const key = new TextEncoder().encode(test.secret);
    const good = await send(test, await assertion(test, { key, header: { alg: "HS256" } }));
    const other = await send(test, await assertion(test));

    expect([good.status, other.status]).toEqual([200, 401]);
  });
});

describe("keys at an address", () => {
  it("are fetched once, and never by a redirect, without an end or from what is no set of keys", async () => {
    let asked = 0;
    let answer: { status: number; headers?: Record<string, string>; body: string };
    const keysOf = (...keys: object[]) => ({ status: 200, body: JSON.stringify({ keys }) });
    answer = keysOf(mine.jwk);
    const server = createServer((_req, res) => {
      asked += 1;
      res.writeHead(answer.status, answer.headers).end(answer.body);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const jwks_uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    await using test = await freshOrg({ ...settings, token_endpoint_auth_method: "private_key_jwt", jwks_uri });
    try {
      expect((await send(test, await assertion(test))).status).toBe(200);
      expect((await send(test, await assertion(test))).status).toBe(200);
      expect(asked).toBe(1);

      for (const bad of [
        { status: 302, headers: { location: "/other" }, body: "" },
        { status: 404, body: "" },
        { status: 200, body: "no JSON" },
        { status: 200, body: JSON.stringify({ keys: [strange.jwk], more: "x".repeat(100_000) }) },
      ]) {
        answer = bad;
        await using fresh = await freshOrg({
          ...settings,
          token_endpoint_auth_method: "private_key_jwt",
          jwks_uri: `${jwks_uri}?${bad.status}${bad.body.length}`,
        });
        const refused = await send(fresh, await assertion(fresh));
        expect(refused.body.error_description, bad.body.slice(0, 20)).toMatch(/signature is invalid/);
      }
    } finally {
      server.close();
    }
  });
});
