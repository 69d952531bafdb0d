import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/redirect-uri-mismatch.js";
import { APP, authnRequest, authorize, codeDelivery, oidcTrace, samlTrace } from "../trace.js";

describe("redirect-uri-mismatch", () => {
  it("fires when the IdP refused a redirect URI that is not registered, and marks the difference", async () => {
    const suspicion = await cause.suspect(oidcTrace([authorize(`${APP}/auth/callback`, 400)]));
    expect(suspicion).toMatchObject({
      proof: expect.any(String),
      fix: expect.stringContaining(
        `appint apps edit payroll --redirect-uri ${APP}/callback --redirect-uri ${APP}/auth/callback\n`,
      ),
    });
    expect(suspicion?.seen.split("\n").slice(1)).toEqual([
      `sent       ${APP}/auth/callback`,
      `           ${" ".repeat(APP.length + 1)}^^^^^`,
      `registered ${APP}/callback`,
      `           ${" ".repeat(APP.length + 1)}^`,
    ]);
  });

  it("compares with the registered URI that is most like it", async () => {
    const registered = ["https://app.example.com/login", `${APP}/callback`];
    const suspicion = await cause.suspect(oidcTrace([authorize(`${APP}/callback/`, 400)], registered));
    expect(suspicion?.seen).toContain(`registered ${APP}/callback\n`);
  });

  it.each([
    ["a registered redirect URI", oidcTrace([authorize(`${APP}/callback`, 400)])],
    ["an unregistered one that the IdP did not refuse", oidcTrace([authorize(`${APP}/other`, 302)])],
    ["no authorize request", oidcTrace([codeDelivery()])],
    ["no request at all", oidcTrace([])],
    ["a SAML app", samlTrace([authnRequest()])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
