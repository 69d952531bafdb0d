import { describe, expect, it } from "vitest";
import { sealedSecret } from "../../../src/directory/app-secret.js";
import { rotateClientSecret, setClientSecretStatus } from "../../../src/directory/client-secrets.js";
import { insertSecret, secretsOf } from "../../../src/store/secrets.js";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

const failed = "Client authentication failed. Either the client or the client credentials are invalid.";

describe("the token endpoint refuses a client", () => {
  it("without credentials", async () => {
    await using test = await freshOrg();

    const { status, body, headers } = await post(test, "token", { grant_type: "authorization_code", code: "x" });

    expect({ status, body }).toEqual({
      status: 401,
      body: { error: "invalid_client", error_description: "No client credentials found." },
    });
    expect(headers.get("cache-control")).toBe("no-cache, no-store");
  });

  it("that does not exist", async () => {
    await using test = await freshOrg();

    const { status, body } = await post(test, "token", await freshCode(test), basic("0oaUnknown", test.secret));

    expect({ status, body }).toEqual({
      status: 401,
      body: { error: "invalid_client", error_description: "Invalid value for 'client_id' parameter." },
    });
  });

  it("with a wrong secret, and logs it", async () => {
    await using test = await freshOrg();

    const { status, body, headers } = await post(test, "token", await freshCode(test), basic(test.app.id, "wrong"));

    expect({ status, body }).toEqual({
      status: 401,
      body: {
        error: "invalid_client",
        error_description: "The client secret supplied for a confidential client is invalid.",
      },
    });
    expect(headers.get("www-authenticate")).toMatch(/^Basic /);
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.invalid_client_credentials",
      result: "FAILURE",
      targets: [test.app.id],
    });
  });

  it("that has a secret and sends none", async () => {
    await using test = await freshOrg();

    const { status, body } = await post(test, "token", { ...(await freshCode(test)), client_id: test.app.id });

    expect({ status, body }).toEqual({ status: 401, body: { error: "invalid_client", error_description: failed } });
  });

  it("that has no secret and sends one", async () => {
    await using test = await freshOrg({ token_endpoint_auth_method: "none" });

    const { body } = await post(test, "token", await freshCode(test), basic(test.app.id, test.secret));

    expect(body).toEqual({ error: "invalid_client", error_description: failed });
  });

  const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  const assertionOf = (sub: string) =>
    [{ alg: "RS256" }, { sub }, {}].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const several =
    "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, " +
    "credentials in the post body, or a client_assertion in the post body.";

  it.each<[title: string, (id: string, secret: string) => [form: Record<string, string>, header: boolean]]>([
    ["the secret in header and form", (id, secret) => [{ client_id: id, client_secret: secret }, true]],
    ["client_id beside the header, even the same", (id) => [{ client_id: id }, true]],
    ["another client_id beside the header", () => [{ client_id: "0oaOther" }, true]],
    [
      "an assertion beside the header",
      (id) => [{ client_assertion_type: jwtBearer, client_assertion: assertionOf(id) }, true],
    ],
    [
      "an assertion beside the secret",
      (id, secret) => [
        { client_id: id, client_secret: secret, client_assertion_type: jwtBearer, client_assertion: assertionOf(id) },
        false,
      ],
    ],
  ])("with several credentials: %s", async (_title, credentials) => {
    await using test = await freshOrg();
    const code = await freshCode(test);
    const [form, header] = credentials(test.app.id, test.secret);

    const { status, body } = await post(
      test,
      "token",
      { ...code, ...form },
      header ? basic(test.app.id, test.secret) : {},
    );

    expect({ status, body }).toEqual({ status: 400, body: { error: "invalid_request", error_description: several } });
    expect((await test.events()).at(-1)).toMatchObject({
      eventType: "app.oauth2.token.grant",
      result: "FAILURE",
      reason: "multiple_client_credentials",
    });
    expect((await post(test, "token", code, basic(test.app.id, test.secret))).status).toBe(200);
  });

  it.each([
    ["client_secret_basic", "Client authentication failed."],
    ["none", "Client authentication failed."],
  ])("that signs an assertion and is registered with %s", async (method, text) => {
    await using test = await freshOrg({ token_endpoint_auth_method: method });
    const assertion = { client_assertion_type: jwtBearer, client_assertion: assertionOf(test.app.id) };

    const { status, body } = await post(test, "token", { ...(await freshCode(test)), ...assertion });

    expect({ status, error: body.error }).toEqual({ status: 401, error: "invalid_client" });
    expect(body.error_description).toContain(text);
  });

  it("whose assertion is of another type than a JWT", async () => {
    await using test = await freshOrg();
    const assertion = { client_assertion_type: "urn:example:saml", client_assertion: assertionOf(test.app.id) };

    const { status, body } = await post(test, "token", { ...(await freshCode(test)), ...assertion });

    expect({ status, body }).toEqual({
      status: 400,
      body: { error: "invalid_request", error_description: "The client_assertion_type is invalid." },
    });
  });

  it.each<[title: string, Record<string, string>]>([
    ["a wrong secret", { client_secret: "wrong" }],
    ["no secret", {}],
    ["several credentials", { client_secret: "wrong", client_assertion: "x" }],
  ])("without spending the code that came along: %s", async (_title, credentials) => {
    await using test = await freshOrg();
    const code = await freshCode(test);

    const refused = await post(test, "token", { ...code, client_id: test.app.id, ...credentials });

    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await post(test, "token", code, basic(test.app.id, test.secret))).status).toBe(200);
  });

  it.each<[title: string, (test: TestOrg, other: string) => string, sent: string]>([
    ["nobody's", () => "made-up-by-the-app", "of nobody"],
    ["its own with a line end", ({ secret }) => `${secret}\n`, "with white space around it"],
    ["that of another app", (_test, other) => other, "of another app"],
    ["one of its own that was deactivated", () => "its-former-secret", "deactivated"],
  ])("and tells the run of the code whose secret it was: %s", async (_title, secretOf, secretSent) => {
    await using test = await freshOrg();
    const { secret: other } = await test.addApp();
    const former = sealedSecret(test.store, test.app, "client_secret", "its-former-secret", new Date());
    await test.change((tx) => insertSecret(tx, { ...former, status: "INACTIVE" }));
    const run = await test.addRun({});
    const browser = new Browser(test.origin);
    browser.cookies.set("appint_run", run.token);
    const code = await freshCode(test, { browser });

    await post(test, "token", code, basic(test.app.id, secretOf(test, other)));

    const event = (await test.events()).at(-1);
    expect(event).toMatchObject({ eventType: "app.oauth2.invalid_client_credentials", run: run.id });
    expect(event?.body).toMatchObject({
      debugContext: {
        debugData: { clientFault: "wrong-secret", credentialsSent: ["Authorization: Basic"], secretSent },
      },
    });
    expect(JSON.stringify(event)).not.toContain(secretOf(test, other).trim());
  });

  it("and keeps no event of a stranger who names nobody", async () => {
    await using test = await freshOrg();
    const before = (await test.events()).length;

    await post(test, "token", { grant_type: "authorization_code", code: "x" });

    expect(await test.events()).toHaveLength(before);
  });

  it("whose secret belongs to another app", async () => {
    await using test = await freshOrg();
    const other = await test.addApp();

    const { status } = await post(test, "token", await freshCode(test), basic(test.app.id, other.secret));

    expect(status).toBe(401);
  });

  it.each([
    ["no scheme", "abc"],
    ["another scheme", "Bearer abc"],
    ["no base64", "Basic ***"],
    ["no colon", `Basic ${Buffer.from("abc").toString("base64")}`],
    ["an escape that is none", `Basic ${Buffer.from("%zz:secret").toString("base64")}`],
  ])("with an Authorization header of %s", async (_name, authorization) => {
    await using test = await freshOrg();

    const { status, body } = await post(test, "token", { grant_type: "authorization_code" }, { authorization });

    expect({ status, error: body.error }).toEqual({ status: 401, error: "invalid_client" });
  });

  it("but takes each of several secrets, one with a colon too", async () => {
    await using test = await freshOrg();
    const second = "a:b+c%d e";
    await test.change((tx) =>
      insertSecret(tx, sealedSecret(test.store, test.app, "client_secret", second, new Date(Date.now() + 1000))),
    );

    for (const secret of [test.secret, second]) {
      expect((await post(test, "token", await freshCode(test), basic(test.app.id, secret))).status).toBe(200);
    }
  });
});

describe("a client secret that is inactive", () => {
  it("is refused beside an active one until it is activated again, at every server, in the header and in the form", async () => {
    await using test = await freshOrg();
    const { secret: second, clear } = await rotateClientSecret(test.store, test.app, new Date());
    const [first] = (await secretsOf(test.store.read, test.app.id, "client_secret")).filter(
      ({ id }) => id !== second.id,
    );
    if (!first) throw new Error("there is no first secret");
    const set = (status: "ACTIVE" | "INACTIVE") =>
      setClientSecretStatus(test.store, test.app, first, status, { isNeeded: true, now: new Date() });
    const answers = async (secret: string) =>
      Promise.all(
        ["/oauth2/v1/token", "/oauth2/default/v1/token"].flatMap((path) => [
          post(test, path, { grant_type: "x" }, basic(test.app.id, secret)),
          post(test, path, { grant_type: "x", client_id: test.app.id, client_secret: secret }),
        ]),
      );
    const errors = async (secret: string) => new Set((await answers(secret)).map(({ body }) => body.error));
    const taken = new Set(["unsupported_grant_type"]); // the client has got past its authentication

    expect([await errors(test.secret), await errors(clear)]).toEqual([taken, taken]);
    await set("INACTIVE");
    expect([await errors(test.secret), await errors(clear)]).toEqual([new Set(["invalid_client"]), taken]);
    expect((await answers(test.secret)).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    await set("ACTIVE");
    expect(await errors(test.secret)).toEqual(taken);
  });
});

describe("the token endpoint refuses a request", () => {
  it.each([
    [
      "a grant that the app has not",
      { grant_type: "refresh_token", refresh_token: "x" },
      400,
      "unauthorized_client",
      "The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].",
    ],
    [
      "a grant that nobody has",
      { grant_type: "urn:example:grant" },
      400,
      "unsupported_grant_type",
      "The grant type in the request isn't supported.",
    ],
    ["no grant", {}, 400, "invalid_request", "The token request has an invalid 'grant_type' parameter."],
    [
      "no code",
      { grant_type: "authorization_code", redirect_uri: "http://localhost:3000/callback" },
      400,
      "invalid_request",
      "The token request has an invalid 'code' parameter.",
    ],
    [
      "a code that was never issued",
      { grant_type: "authorization_code", code: "x".repeat(43), redirect_uri: "http://localhost:3000/callback" },
      400,
      "invalid_grant",
      "The authorization code is invalid or has expired.",
    ],
  ])("with %s", async (_name, fields, status, error, text) => {
    await using test = await freshOrg();

    const answer = await post(test, "token", fields as Record<string, string>, basic(test.app.id, test.secret));

    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error, error_description: text });
    expect((await test.events()).at(-1)).toMatchObject({ eventType: "app.oauth2.token.grant", result: "FAILURE" });
  });

  it.each([
    ["another verifier", { code_verifier: "b".repeat(43) }, "PKCE verification failed."],
    ["no verifier", { code_verifier: "" }, "PKCE verification failed."],
    ["a verifier that is none", { code_verifier: "short" }, "PKCE verification failed."],
    [
      "another redirect URI",
      { redirect_uri: "http://localhost:3000/other" },
      "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
    ],
  ])("with %s", async (_name, change, text) => {
    await using test = await freshOrg();
    const code = await freshCode(test);

    const answer = await post(test, "token", { ...code, ...change }, basic(test.app.id, test.secret));

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: "invalid_grant", error_description: text });
    expect((await test.events()).at(-1)?.body).toMatchObject({
      debugContext: { debugData: { errorDetail: expect.stringMatching(/./) } },
    });
  });

  it("with the code of another client", async () => {
    await using test = await freshOrg();
    const other = await test.addApp();

    const { body } = await post(test, "token", await freshCode(test), basic(other.app.id, other.secret));

    expect(body).toEqual({
      error: "invalid_grant",
      error_description:
        "The grant was issued to another client. Ensure that the client_id matches the one used at the authorize request.",
    });
  });

  it("of a browser without PKCE", async () => {
    await using test = await freshOrg();
    const { code_verifier: _, ...code } = await freshCode(test);

    const { status, body } = await post(test, "token", code, {
      ...basic(test.app.id, test.secret),
      origin: "http://localhost:3000",
    });

    expect(status).toBe(401);
    expect(body.error_description).toBe("Browser requests to the token endpoint must use Proof Key for Code Exchange.");
  });

  it("that names a parameter twice", async () => {
    await using test = await freshOrg();
    const fields = new URLSearchParams(await freshCode(test));
    fields.append("code", "another");

    expect((await post(test, "token", fields, basic(test.app.id, test.secret))).status).toBe(400);
  });

  it("that is JSON", async () => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/oauth2/v1/token`, {
      method: "POST",
      headers: { "content-type": "application/json", ...basic(test.app.id, test.secret) },
      body: JSON.stringify(await freshCode(test)),
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
  });

  it("by GET", async () => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/oauth2/v1/token`);

    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
  });
});
