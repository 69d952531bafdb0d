import { describe, expect, it } from "vitest";
import { type EventInput, logEvent } from "../../src/system-log/event.js";
import { eventTypes } from "../../src/system-log/event-types.js";

const now = new Date("2026-03-01T12:00:00.123Z");
const ada = { id: "00u1", type: "User", alternateId: "ada@example.com", displayName: "Ada Lovelace" };
const payroll = {
  id: "0oa1",
  type: "AppInstance",
  alternateId: "Payroll",
  displayName: "OpenID Connect Client",
  detailEntry: { signOnModeType: "OPENID_CONNECT" },
};
const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

const event = (part: Partial<EventInput> = {}) =>
  logEvent({ org: "00o1", now, type: "user.authentication.sso", result: "SUCCESS", ...part });

describe("an event", () => {
  it("has the platform's whole shape", () => {
    const row = event({
      actor: ada,
      targets: [payroll],
      request: { ip: "127.0.0.1", userAgent: chrome, uri: "/oauth2/v1/authorize", url: "/oauth2/v1/authorize?state=s" },
      transactionId: "tx1",
      sessionUid: "sid1",
      clientId: "0oa1",
      credentialType: "PASSWORD",
      debugData: { signOnMode: "OpenID Connect" },
    });
    expect(row.body).toEqual({
      uuid: row.uuid,
      published: "2026-03-01T12:00:00.123Z",
      eventType: "user.authentication.sso",
      version: "0",
      severity: "INFO",
      displayMessage: "User single sign on to app",
      legacyEventType: "app.auth.sso",
      actor: { ...ada, detailEntry: null },
      client: {
        userAgent: { rawUserAgent: chrome, os: "Linux", browser: "CHROME" },
        zone: "null",
        device: "Computer",
        id: "0oa1",
        ipAddress: "127.0.0.1",
        geographicalContext: null,
      },
      device: null,
      authenticationContext: {
        authenticationProvider: "OKTA_AUTHENTICATION_PROVIDER",
        credentialProvider: "OKTA_CREDENTIAL_PROVIDER",
        credentialType: "PASSWORD",
        issuer: null,
        interface: null,
        authenticationStep: 0,
        rootSessionId: "sid1",
        externalSessionId: "sid1",
      },
      outcome: { result: "SUCCESS", reason: null },
      securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
      target: [payroll],
      transaction: { type: "WEB", id: "tx1", detail: {} },
      debugContext: {
        debugData: {
          requestId: "tx1",
          requestUri: "/oauth2/v1/authorize",
          url: "/oauth2/v1/authorize?state=s",
          signOnMode: "OpenID Connect",
        },
      },
      request: { ipChain: [{ ip: "127.0.0.1", geographicalContext: null, version: "V4", source: null }] },
    });
  });

  it("says in its row what its body says", () => {
    const row = event({ actor: ada, targets: [payroll], result: "FAILURE", reason: "User not assigned", run: "run1" });
    expect(row).toMatchObject({
      org: "00o1",
      published: now,
      eventType: "user.authentication.sso",
      severity: "WARN",
      result: "FAILURE",
      reason: "User not assigned",
      actor: "00u1",
      targets: ["0oa1"],
      run: "run1",
      body: {
        uuid: row.uuid,
        severity: "WARN",
        outcome: { result: "FAILURE", reason: "User not assigned" },
        transaction: { id: row.transactionId },
      },
    });
    expect(row.transactionId).toMatch(/^[\w-]{27}$/);
    expect(row.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is appint's own doing, and a job, when a command causes it", () => {
    expect(event({ type: "application.lifecycle.create" }).body).toMatchObject({
      actor: { id: "appint", type: "SystemPrincipal" },
      client: { userAgent: null, device: null, ipAddress: null },
      transaction: { type: "JOB" },
      request: { ipChain: [] },
      authenticationContext: { externalSessionId: null, credentialType: null },
    });
  });

  it("names what was typed where nobody has that login", () => {
    const nobody = { id: null, type: "User", alternateId: "nobody@example.com", displayName: "unknown" };
    expect(event({ type: "user.session.start", actor: nobody, result: "FAILURE" }).actor).toBe("nobody@example.com");
  });

  it.each([
    ["user.session.start", "SUCCESS", "core.user_auth.login_success"],
    ["user.session.start", "FAILURE", "core.user_auth.login_failed"],
    ["app.oauth2.token.revoke", "FAILURE", "app.oauth2.token.revoke_failure"],
    ["policy.evaluate_sign_on", "DENY", null],
  ] as const)("%s with %s has the older name %s", (type, result, legacy) => {
    expect(event({ type, result }).body.legacyEventType).toBe(legacy);
  });

  it("carries no secret, wherever it was handed in", () => {
    const secret = "CANARY";
    const row = event({
      reason: `refused client_secret=${secret}`,
      request: { url: `/app?sessionToken=${secret}`, uri: "/app" },
      debugData: { password: secret, error: { id_token: secret }, requestUri: `/x?code=${secret}` },
      targets: [{ ...payroll, detailEntry: { clientSecret: secret } }],
    });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it("cuts a reason to the length that the platform allows", () => {
    expect(event({ reason: "x".repeat(1000) }).reason).toHaveLength(255);
  });

  it("knows an address of the newer kind", () => {
    expect(event({ request: { ip: "::1" } }).body).toMatchObject({ request: { ipChain: [{ version: "V6" }] } });
  });
});

it("every type has words for people", () => {
  for (const [type, { message }] of Object.entries(eventTypes)) {
    expect(type).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
    expect(message).toMatch(/^[A-Z].*[^.]$/);
  }
});
