import { describe, expect, it } from "vitest";
import { freshOrg, type TestOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

const grants = ["authorization_code", "refresh_token"];

async function tokensOf(test: TestOrg, scope = "openid offline_access") {
  return (await post(test, "token", await freshCode(test, { scope }), basic(test.app.id, test.secret))).body;
}

const userinfo = (test: TestOrg, authorization?: string) =>
  fetch(`${test.origin}/oauth2/v1/userinfo`, authorization ? { headers: { authorization } } : {});

describe("userinfo", () => {
  it("tells what each scope asks for", async () => {
    await using test = await freshOrg();
    const tokens = await tokensOf(test, "openid profile email address phone");

    const answer = await userinfo(test, `Bearer ${tokens.access_token}`);

    expect(await answer.json()).toEqual({
      sub: test.ada.id,
      name: "Ada Lovelace",
      preferred_username: "ada@example.com",
      given_name: "Ada",
      family_name: "Lovelace",
      locale: "en_GB",
      updated_at: Date.parse("2026-01-02T03:04:05Z") / 1000,
      email: "ada@example.com",
      email_verified: true,
      address: { locality: "London" },
    });
  });

  it("tells the subject alone to the scope openid", async () => {
    await using test = await freshOrg();
    const tokens = await tokensOf(test, "openid");

    expect(await (await userinfo(test, `Bearer ${tokens.access_token}`)).json()).toEqual({ sub: test.ada.id });
  });

  it("refuses everything that is no live access token", async () => {
    await using test = await freshOrg();
    await using other = await freshOrg();
    const tokens = await tokensOf(test, "openid");
    const [head, body, signature = ""] = (tokens.access_token ?? "").split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`;

    for (const token of [
      "garbage",
      tokens.id_token, // signed by us as well, with the other key
      unsigned,
      `${head}.${body}.${signature.split("").reverse().join("")}`,
      (await tokensOf(other, "openid")).access_token, // the same keys in this test, another org
    ]) {
      const answer = await userinfo(test, `Bearer ${token}`);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe(
        'Bearer error="invalid_token", error_description="The access token is invalid"',
      );
    }
    expect((await userinfo(test)).headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("introspection", () => {
  it("describes an access token and a refresh token to the client they were issued to", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const tokens = await tokensOf(test);
    const ask = async (token = "") => (await post(test, "introspect", { token }, basic(test.app.id, test.secret))).body;

    expect(await ask(tokens.access_token)).toMatchObject({
      active: true,
      username: "ada@example.com",
      client_id: test.app.id,
      uid: test.ada.id,
      token_type: "Bearer",
      iss: test.origin,
    });
    expect(await ask(tokens.refresh_token)).toMatchObject({ active: true, token_type: "refresh_token" });
    expect(await ask("garbage")).toEqual({ active: false });
    expect(await ask("")).toEqual({ active: false });
  });

  it("tells another client nothing, and no stranger anything", async () => {
    await using test = await freshOrg();
    const other = await test.addApp();
    const { access_token: token = "" } = await tokensOf(test, "openid");

    expect((await post(test, "introspect", { token }, basic(other.app.id, other.secret))).body).toEqual({
      active: false,
    });
    expect((await post(test, "introspect", { token })).status).toBe(401);
  });
});

describe("revocation", () => {
  it("of an access token leaves the refresh token", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const tokens = await tokensOf(test);
    const headers = basic(test.app.id, test.secret);

    const answer = await post(test, "revoke", { token: tokens.access_token ?? "" }, headers);

    expect(answer).toMatchObject({ status: 200, body: {} });
    expect((await userinfo(test, `Bearer ${tokens.access_token}`)).status).toBe(401);
    const refresh = { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" };
    expect((await post(test, "token", refresh, headers)).status).toBe(200);
    expect((await test.events()).map(({ eventType }) => eventType)).toContain("app.oauth2.token.revoke");
  });

  it("of a refresh token takes its access tokens along", async () => {
    await using test = await freshOrg({ grant_types: grants });
    const tokens = await tokensOf(test);
    const headers = basic(test.app.id, test.secret);

    await post(test, "revoke", { token: tokens.refresh_token ?? "" }, headers);

    expect((await userinfo(test, `Bearer ${tokens.access_token}`)).status).toBe(401);
    const refresh = { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" };
    expect((await post(test, "token", refresh, headers)).body.error).toBe("invalid_grant");
  });

  it("answers 200 and does nothing for tokens of another client and for garbage", async () => {
    await using test = await freshOrg();
    const other = await test.addApp();
    const { access_token: token = "" } = await tokensOf(test, "openid");
    const headers = basic(other.app.id, other.secret);

    expect((await post(test, "revoke", { token }, headers)).status).toBe(200);
    expect((await post(test, "revoke", { token: "garbage" }, headers)).status).toBe(200);
    expect((await userinfo(test, `Bearer ${token}`)).status).toBe(200);
  });
});

describe("pages of other origins", () => {
  it("may call token and userinfo from where the app's redirect URI lies, and from nowhere else", async () => {
    await using test = await freshOrg({ token_endpoint_auth_method: "none" });
    const code = async () => ({ ...(await freshCode(test)), client_id: test.app.id });

    const own = await post(test, "token", await code(), { origin: "http://localhost:3000" });
    const foreign = await post(test, "token", await code(), { origin: "https://evil.example" });
    const server = await post(test, "token", await code());

    expect([own.status, foreign.status, server.status]).toEqual([200, 200, 200]);
    expect(server.headers.get("access-control-allow-origin")).toBeNull();
    expect(own.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each([
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://localhost:3001", null],
    ["null", null],
  ])("ask before with %s", async (origin, allowed) => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/oauth2/v1/userinfo`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe(allowed);
  });

  it("may all read discovery and keys", async () => {
    await using test = await freshOrg();

    for (const path of ["/.well-known/openid-configuration", "/oauth2/v1/keys"]) {
      const answer = await fetch(test.origin + path, { headers: { origin: "https://anywhere.example" } });
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("cache-control")).toMatch(/^max-age=/);
      expect(answer.headers.get("pragma")).toBeNull();
    }
  });
});
