import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/wrong-client-auth-method.js";
import { authorize, codeDelivery, hop, IDP, oidcTrace, refusedClient, samlDelivery, samlTrace } from "../trace.js";

/** @param registered how the app is to authenticate */
function traceOf(fault: string, sent: readonly string[], registered = "client_secret_basic", pkce = true) {
  const begin = pkce ? hop("GET", `${IDP}/oauth2/v1/authorize?code_challenge=x`) : authorize("x");
  const trace = oidcTrace([begin, codeDelivery()], undefined, { events: [refusedClient(fault, { sent })] });
  (trace.app.document.credentials.oauthClient as Record<string, unknown>).token_endpoint_auth_method = registered;
  return trace;
}

const BASIC = "make the app send its client secret: Authorization: Basic, client_id and secret form-encoded";

describe("wrong-client-auth-method", () => {
  it.each<[fault: string, sent: string[], registered: string, seen: string, fix: string]>([
    [
      "secret-missing",
      ["client_id"],
      "client_secret_basic",
      "brings no secret",
      "or, for an app that can keep no secret, register it as a public client:\nappint apps edit payroll --auth-method none --pkce",
    ],
    [
      "secret-missing",
      ["client_id"],
      "client_secret_post",
      "brings no secret",
      "client_id and client_secret in the form (client_secret_post)",
    ],
    ["no-credentials", [], "client_secret_basic", "names no client", BASIC],
    ["no-credentials", [], "none", "names no client", "make the app send client_id=0oa1 in the form"],
    [
      "secret-of-public-client",
      ["Authorization: Basic"],
      "none",
      "brings a client secret: Authorization: Basic",
      "appint apps edit payroll --auth-method client_secret_basic\n",
    ],
    [
      "secret-of-public-client",
      ["client_id", "client_secret"],
      "none",
      "brings a client secret: client_id and client_secret",
      "appint apps edit payroll --auth-method client_secret_post\n",
    ],
    [
      "several-credentials",
      ["Authorization: Basic", "client_id"],
      "client_secret_basic",
      "more than once: Authorization: Basic and client_id",
      "neither client_id nor client_secret in the form",
    ],
    [
      "several-credentials",
      ["Authorization: Basic", "client_id", "client_secret"],
      "client_secret_post",
      "more than once",
      "no Authorization header",
    ],
    [
      "several-credentials",
      ["Authorization: Basic", "client_assertion"],
      "client_secret_basic",
      "more than once",
      BASIC,
    ],
    ["assertion-not-registered", ["client_assertion"], "client_secret_basic", "a signed client_assertion", BASIC],
    [
      "assertion-missing",
      ["Authorization: Basic"],
      "private_key_jwt",
      "no signed client_assertion",
      "--auth-method client_secret_basic",
    ],
    ["assertion-not-registered", ["client_assertion"], "none", "a signed client_assertion", "prove itself by PKCE"],
  ])("names %s of a request with %j where %s is registered", async (fault, sent, registered, seen, fix) => {
    const suspicion = await cause.suspect(traceOf(fault, sent, registered));
    expect(suspicion).toMatchObject({
      seen: expect.stringContaining(seen),
      proof: "the refused token request stands in the system log of this run",
      fix: expect.stringContaining(fix),
    });
    expect(suspicion?.seen).toMatch(/; the IdP answered invalid_client: refused$/);
  });

  it("does not propose a public client where the app sends no code challenge, which those must", async () => {
    const suspicion = await cause.suspect(traceOf("secret-missing", ["client_id"], "client_secret_basic", false));
    expect(suspicion?.fix).not.toContain("--auth-method none");
    expect(suspicion?.fix).toContain(BASIC);
  });

  it.each([
    ["a secret that is wrong", traceOf("wrong-secret", ["Authorization: Basic"])],
    ["a client that nobody knows", traceOf("unknown-client", ["client_id"])],
    ["a sign-in without a refusal", oidcTrace([codeDelivery()])],
    ["a SAML app", samlTrace([samlDelivery()], {}, { events: [refusedClient("secret-missing")] })],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
