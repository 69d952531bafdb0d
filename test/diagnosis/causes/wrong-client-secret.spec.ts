import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/wrong-client-secret.js";
import { authnRequest, codeDelivery, oidcTrace, refusedClient, samlDelivery, samlTrace } from "../trace.js";

const refused = refusedClient("wrong-secret", { sent: ["Authorization: Basic"], secretSent: "of nobody" });

describe("wrong-client-secret", () => {
  it("is proved by the IdP's comparison, and says where the right secret stands", async () => {
    const suspicion = await cause.suspect(oidcTrace([codeDelivery()], undefined, { events: [refused] }));
    expect(suspicion).toEqual({
      seen: "the code arrived at /callback; the IdP refused the app's token request, with the secret in the Authorization header: invalid_client: refused",
      proof: "the secret that was sent was compared with every active client secret of Payroll, and is none of them",
      cause: "the app uses a client secret that no app of this org has",
      fix: "appint apps show payroll --reveal\nand give the app the client secret that it shows",
    });
  });

  it.each([
    ["of another app", "another app of this org"],
    ["deactivated", "that was deactivated"],
    ["with white space around it", "a line end that was copied along"],
  ])("tells what the secret is instead: %s", async (secretSent, words) => {
    const event = refusedClient("wrong-secret", { sent: ["client_id", "client_secret"], secretSent });
    const suspicion = await cause.suspect(oidcTrace([codeDelivery()], undefined, { events: [event] }));
    expect(suspicion?.cause).toContain(words);
    expect(suspicion?.seen).toContain("with the secret in the form");
  });

  it.each([
    [
      "another fault of the client",
      oidcTrace([codeDelivery()], undefined, { events: [refusedClient("secret-missing")] }),
    ],
    ["a refusal before any code arrived", oidcTrace([], undefined, { events: [refused] })],
    ["a sign-in in which the client was accepted", oidcTrace([codeDelivery()])],
    [
      "a client that found the right secret in the end",
      oidcTrace([codeDelivery()], undefined, {
        events: [refused, { eventType: "app.oauth2.token.grant.id_token", result: "SUCCESS", reason: null, body: {} }],
      }),
    ],
    ["a SAML app", samlTrace([authnRequest(), samlDelivery()], {}, { events: [refused] })],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
