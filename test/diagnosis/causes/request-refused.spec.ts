import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/request-refused.js";
import { APP, authorize, codeDelivery, hop, IDP, oidcTrace, samlDelivery, samlTrace } from "../trace.js";

const refused = (error: string, description = "Not so.") =>
  hop("GET", `${APP}/callback?${new URLSearchParams({ state: "secret", error, error_description: description })}`);

describe("request-refused", () => {
  it("repeats what the IdP answered, and never the state", async () => {
    const suspicion = await cause.suspect(oidcTrace([refused("invalid_request", "invalid 'state' parameter.")]));
    expect(suspicion).toMatchObject({
      seen: "GET /callback brought error=invalid_request: invalid 'state' parameter.",
      proof: expect.any(String),
    });
    expect(JSON.stringify(suspicion)).not.toContain("secret");
  });

  it("reads an answer that was posted", async () => {
    const fields = [
      ["state", "s"],
      ["error", "unsupported_response_type"],
    ] as const;
    expect(await cause.suspect(oidcTrace([hop("POST", `${APP}/callback`, { request: { fields } })]))).toMatchObject({
      seen: "POST /callback brought error=unsupported_response_type",
      fix: expect.stringContaining("response_type=code"),
    });
  });

  it("names the scopes there are", async () => {
    const suspicion = await cause.suspect(oidcTrace([refused("invalid_scope")]));
    expect(suspicion?.fix).toContain("openid profile email");
  });

  it("names the scopes of the custom server that was asked, and where groups is one", async () => {
    const asked = hop("GET", `${IDP}/oauth2/default/v1/authorize?scope=groups`);
    const suspicion = await cause.suspect(oidcTrace([asked, refused("invalid_scope")]));
    expect(suspicion?.fix).toMatch(/authorization server default only.*groups.*issuer http:\/\/127\.0\.0\.1:7700$/);
  });

  it.each([
    ["a code", oidcTrace([codeDelivery()])],
    ["an error before a code, as of a silent try", oidcTrace([refused("login_required"), codeDelivery()])],
    ["a request that was never answered", oidcTrace([authorize(`${APP}/other`, 400)])],
    ["an error that the app shows of itself", oidcTrace([codeDelivery(), hop("GET", `${APP}/oops`)])],
    ["a SAML response", samlTrace([samlDelivery()])],
    ["no request at all", oidcTrace([])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
