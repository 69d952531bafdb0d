import { describe, expect, it } from "vitest";
import { checked, valuesFromFlags } from "../../src/cli/field-arguments.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById } from "../../src/integrations/registry.js";
import { checkValues, documentOf, notHonouredBy, withDefaults } from "../../src/integrations/values.js";
import { Problem } from "../../src/problem.js";

const oidc = (await kindById("oidc")) as Kind;
const REDIRECT = "https://shop.example/cb";

/** The app object of what is typed behind `create oidc`; by field key. */
function created(typed: Record<string, unknown>) {
  const given = valuesFromFlags(oidc.fields, { label: "Shop", redirectUris: [REDIRECT], ...typed });
  const values = withDefaults(oidc, given);
  for (const field of oidc.fields) if (values[field.key] !== undefined) checked(field, values[field.key]);
  checkValues(oidc, values, given);
  return documentOf(oidc, values);
}
const clientOf = (typed: Record<string, unknown>) => created(typed).settings.oauthClient as Record<string, unknown>;

function refusal(typed: Record<string, unknown>): Problem {
  try {
    created(typed);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("an OIDC app has by its type", () => {
  it.each([
    ["web", "client_secret_basic", false, "STATIC"],
    ["spa", "none", true, "ROTATE"],
    ["browser", "none", true, "ROTATE"],
    ["native", "none", true, "STATIC"],
  ])("%s: its own defaults", (type, method, pkce, rotation) => {
    const document = created({ applicationType: type });

    expect(document.credentials.oauthClient).toMatchObject({ token_endpoint_auth_method: method, pkce_required: pkce });
    expect(document.settings.oauthClient).toMatchObject({
      application_type: type === "spa" ? "browser" : type,
      grant_types: ["authorization_code"],
      response_types: ["code"],
      refresh_token: { rotation_type: rotation, leeway: 30 },
    });
    expect(oidc.keepsSecret(document)).toBe(method !== "none");
  });

  it("for an installed app also a secret, and addresses of its own scheme", () => {
    const document = created({
      applicationType: "native",
      authMethod: "client_secret_post",
      redirectUris: ["com.example.app:/callback", "http://127.0.0.1:51004/cb"],
      postLogoutRedirectUris: ["com.example.app:/bye"],
    });
    expect(oidc.keepsSecret(document)).toBe(true);
    expect(document.credentials.oauthClient).toMatchObject({ pkce_required: true });
  });

  it.each([
    [{ applicationType: "service" }, "FIELD_INVALID", "appint create api"],
    [{ applicationType: "desktop" }, "FIELD_INVALID", "web, spa or native"],
    [{ applicationType: "spa", authMethod: "client_secret_basic" }, "SPA_WITH_SECRET", "keeps no secret"],
    [{ applicationType: "native", pkce: false }, "PUBLIC_CLIENT_WITHOUT_PKCE", "nothing but PKCE"],
    [{ applicationType: "web", redirectUris: ["com.example.app:/callback"] }, "SCHEME_OF_NATIVE_APP", "installed app"],
    [{ applicationType: "spa", postLogoutRedirectUris: ["myapp://bye"] }, "SCHEME_OF_NATIVE_APP", "installed app"],
    [
      { applicationType: "native", redirectUris: ["javascript://x/%0aalert(1)"] },
      "FIELD_INVALID",
      "no app can register",
    ],
    [{ applicationType: "native", redirectUris: ["data:text/html,x"] }, "FIELD_INVALID", "no app can register"],
    [{ applicationType: "native", frontchannelLogoutUri: REDIRECT }, "FRONTCHANNEL_LOGOUT_NATIVE", "installed app"],
  ])("no room for %o", (typed, code, why) => {
    const problem = refusal(typed);
    expect(problem.code).toBe(code);
    expect(`${problem.why} ${problem.fix}`).toContain(why);
  });
});

describe("the grants", () => {
  const CODE = "authorization_code";
  it.each([
    ["web", [CODE, "refresh_token", "implicit", "client_credentials", "ciba", "device_code", "token_exchange"]],
    ["spa", ["implicit"]],
    ["spa", [CODE, "refresh_token", "saml2_bearer"]],
    ["native", [CODE, "password", "device_code", "token_exchange"]],
  ])("of %s may be %o", (applicationType, grantTypes) => {
    expect(clientOf({ applicationType, grantTypes }).grant_types).toHaveLength(grantTypes.length);
  });

  it.each([
    ["web", [CODE, "password"], "type web cannot have the grant password"],
    ["web", ["refresh_token"], "type web cannot do without authorization_code"],
    ["native", ["implicit"], "type native cannot do without authorization_code"],
    ["native", [CODE, "client_credentials"], "type native cannot have the grant client_credentials"],
    ["spa", [CODE, "client_credentials"], "type spa cannot have the grant client_credentials"],
    ["spa", [CODE, "password"], "type spa cannot have the grant password"],
    ["spa", [CODE, "device_code"], "type spa cannot have the grant device_code"],
    ["spa", ["refresh_token"], "to sign anybody in"],
  ])("of %s cannot be %o", (applicationType, grantTypes, why) => {
    const problem = refusal({ applicationType, grantTypes });
    expect([problem.code, problem.why]).toEqual(["GRANT_NOT_ALLOWED", expect.stringContaining(why)]);
  });

  it("are typed by a short name and kept by the platform's", () => {
    expect(clientOf({ grantTypes: [CODE, "device_code", "urn:openid:params:grant-type:ciba"] }).grant_types).toEqual([
      CODE,
      "urn:ietf:params:oauth:grant-type:device_code",
      "urn:openid:params:grant-type:ciba",
    ]);
  });

  it("decide which response types there are, with the boxes of the implicit one", () => {
    const of = (typed: Record<string, unknown>) => {
      const { grant_types, response_types } = clientOf(typed);
      return [grant_types, response_types];
    };
    expect(of({ implicit: ["id_token"] })).toEqual([
      [CODE, "implicit"],
      ["code", "id_token"],
    ]);
    expect(of({ grantTypes: [CODE, "implicit"] })[1]).toEqual(["code", "id_token", "token"]);
    expect(of({ applicationType: "spa", grantTypes: ["implicit"], implicit: ["id_token"] })[1]).toEqual(["id_token"]);
    expect(of({ grantTypes: [CODE, "client_credentials"] })[1]).toEqual(["code", "token"]);
  });

  it.each([
    [{ grantTypes: [CODE], implicit: ["id_token"] }, "--grant-type implicit"],
    [{ refreshTokenRotation: "rotate" }, "--grant-type refresh_token"],
    [{ grantTypes: [CODE, "refresh_token"], refreshTokenLeeway: "10" }, "--refresh-token-rotation rotate"],
    [{ cibaDeliveryMode: "ping" }, "--grant-type ciba"],
    [{ loginScopes: ["openid"] }, "--login-flow okta"],
    [{ sectorIdentifierUri: REDIRECT }, "--subject-type pairwise"],
    [{ frontchannelLogoutSession: true }, "--frontchannel-logout-uri"],
  ])("and the rest leave no room for %o", (typed, why) => {
    const problem = refusal(typed);
    expect([problem.code, problem.why]).toEqual(["MEANS_NOTHING", expect.stringContaining(why)]);
  });

  it.each(["61", "-1", "1.5", "ten", ""])("give a rotated token no grace of %o", (refreshTokenLeeway) => {
    const rotating = { grantTypes: [CODE, "refresh_token"], refreshTokenRotation: "rotate" };
    expect(refusal({ ...rotating, refreshTokenLeeway }).why).toContain("from 0 to 60");
  });
});

describe("a wildcard", () => {
  it("needs the setting, and one of its places", () => {
    const redirectUris = ["https://pr-*.apps.example.com/cb"];
    expect(refusal({ redirectUris }).code).toBe("WILDCARD_NOT_ALLOWED");
    expect(clientOf({ redirectUris, wildcardRedirect: true }).wildcard_redirect).toBe("SUBDOMAIN");
    for (const [uri, why] of [
      ["http://*.apps.example.com/cb", "https alone"],
      ["https://*.com/cb", "top-level"],
      ["https://app.*.example.com/cb", "lowest label"],
    ])
      expect(refusal({ redirectUris: [uri], wildcardRedirect: true }).why).toContain(why);
  });

  it("never stands in a sign-out URI", () => {
    const postLogoutRedirectUris = ["https://*.apps.example.com/"];
    expect(refusal({ postLogoutRedirectUris, wildcardRedirect: true }).why).toContain("has a wildcard in it");
  });
});

describe("the login flow", () => {
  const initiateLoginUri = "https://shop.example/login";
  it("follows from the initiate login URI, shows the tile with it, and can be chosen", () => {
    const of = (typed: Record<string, unknown>) => {
      const { settings, visibility } = created(typed);
      const { mode } = (settings.oauthClient as { idp_initiated_login: { mode: string } }).idp_initiated_login;
      return [mode, (visibility.hide as { web: boolean }).web];
    };
    expect(of({})).toEqual(["DISABLED", true]);
    expect(of({ initiateLoginUri })).toEqual(["SPEC", false]);
    expect(of({ initiateLoginUri, loginFlow: "app-only" })).toEqual(["DISABLED", true]);
    expect(of({ loginFlow: "okta", implicit: ["id_token"] })).toEqual(["OKTA", false]);
    expect(of({ loginFlow: "okta", implicit: ["id_token"], visible: false })).toEqual(["OKTA", true]);
  });

  it.each([
    [{ loginFlow: "spec" }, "LOGIN_FLOW_IMPOSSIBLE", "--initiate-login-uri"],
    [{ loginFlow: "okta" }, "LOGIN_FLOW_IMPOSSIBLE", "--implicit id_token"],
    [{ loginFlow: "okta", implicit: ["token"] }, "LOGIN_FLOW_IMPOSSIBLE", "--implicit id_token"],
    [{ loginFlow: "okta", implicit: ["id_token"], applicationType: "native" }, "LOGIN_FLOW_IMPOSSIBLE", "app-only"],
    [{ loginFlow: "app-only", visible: true }, "VISIBLE_WITHOUT_TILE", "--initiate-login-uri"],
  ])("cannot be %o", (typed, code, fix) => {
    const problem = refusal(typed);
    expect([problem.code, problem.fix]).toEqual([code, expect.stringContaining(fix)]);
  });
});

describe("what the IdP does not do", () => {
  it("is said of each setting that asks for it, and of no default", () => {
    expect(notHonouredBy(oidc, { document: created({}) })).toEqual([]);
    const settings = notHonouredBy(oidc, {
      document: created({
        grantTypes: ["authorization_code", "device_code", "implicit"],
        implicit: ["token"],
        consent: "required",
        frontchannelLogoutUri: REDIRECT,
        issuerMode: "dynamic",
        autoKeyRotation: false,
        networkZones: ["ALL_IP_ZONES"],
        subjectType: "pairwise",
        requestObjectAlg: "RS256",
        idTokenEncryptionAlg: "RSA-OAEP-256",
        emailCallbackUri: REDIRECT,
      }),
    });
    expect(settings.map(({ setting }) => setting)).toEqual([
      "Grant types",
      "Implicit (hybrid)",
      "User consent",
      "Front-channel logout URI",
      "Issuer mode",
      "Signing credential rotation",
      "Network zones",
      "Subject type",
      "Request object signing algorithm",
      "ID token encryption algorithm",
      "Email verification callback URI",
    ]);
  });
});
