import { describe, expect, it } from "vitest";
import { buildAuthorizationServerMetadata, buildOpenIdConfiguration } from "../../../src/protocols/oidc/discovery.js";
import { orgScopes } from "../../../src/protocols/oidc/supported.js";

describe("the discovery documents", () => {
  it("announce what the org server does, in the platform's order", () => {
    const origin = "http://127.0.0.1:7700";
    const methods = ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"];

    const document = buildOpenIdConfiguration({ issuer: origin, base: `${origin}/oauth2`, scopes: orgScopes });

    expect(Object.entries(document)).toEqual([
      ["issuer", origin],
      ["authorization_endpoint", `${origin}/oauth2/v1/authorize`],
      ["token_endpoint", `${origin}/oauth2/v1/token`],
      ["userinfo_endpoint", `${origin}/oauth2/v1/userinfo`],
      ["jwks_uri", `${origin}/oauth2/v1/keys`],
      [
        "response_types_supported",
        ["code", "id_token", "code id_token", "code token", "id_token token", "code id_token token"],
      ],
      ["response_modes_supported", ["query", "fragment", "form_post", "okta_post_message"]],
      ["grant_types_supported", ["authorization_code", "implicit", "refresh_token"]],
      ["subject_types_supported", ["public"]],
      ["id_token_signing_alg_values_supported", ["RS256"]],
      ["scopes_supported", ["openid", "email", "profile", "address", "phone", "offline_access", "groups"]],
      ["token_endpoint_auth_methods_supported", methods],
      ["claims_supported", expect.arrayContaining(["sub", "preferred_username", "at_hash"])],
      ["code_challenge_methods_supported", ["S256"]],
      ["introspection_endpoint", `${origin}/oauth2/v1/introspect`],
      ["introspection_endpoint_auth_methods_supported", methods],
      ["revocation_endpoint", `${origin}/oauth2/v1/revoke`],
      ["revocation_endpoint_auth_methods_supported", methods],
      ["end_session_endpoint", `${origin}/oauth2/v1/logout`],
      ["request_parameter_supported", false],
      ["request_uri_parameter_supported", false],
      ["dpop_signing_alg_values_supported", ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]],
    ]);
  });

  it("give OAuth clients the same server without OpenID's own fields", () => {
    const issuer = "http://127.0.0.1:7700";
    const metadata = buildAuthorizationServerMetadata({ issuer, base: `${issuer}/oauth2`, scopes: orgScopes });

    expect(metadata).toMatchObject({ issuer: "http://127.0.0.1:7700", code_challenge_methods_supported: ["S256"] });
    // Whoever asks in its own name speaks OAuth, not OpenID.
    expect(metadata.grant_types_supported).toContain("client_credentials");
    expect(metadata).not.toHaveProperty("userinfo_endpoint");
    expect(metadata).not.toHaveProperty("id_token_signing_alg_values_supported");
    expect(metadata.claims_supported).toEqual(["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"]);
  });
});
