/**
 * The discovery documents of the org authorization server: the platform's fields in the platform's order, without
 * those that this IdP does not honour.
 */
import { claimsSupported } from "./claims.js";
import { endpoints } from "./endpoints.js";
import { clientAuthenticationMethods, grantTypes, responseModes, responseTypes, scopes } from "./supported.js";

/**
 * The document at /.well-known/openid-configuration.
 *
 * @param origin the org's origin, which is the issuer
 * @see openid-connect-discovery-1_0 §3
 */
export function buildOpenIdConfiguration(origin: string): Record<string, unknown> {
  return {
    issuer: origin,
    authorization_endpoint: origin + endpoints.authorize,
    token_endpoint: origin + endpoints.token,
    userinfo_endpoint: origin + endpoints.userinfo,
    jwks_uri: origin + endpoints.keys,
    response_types_supported: responseTypes,
    response_modes_supported: responseModes,
    grant_types_supported: grantTypes,
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: scopes,
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    claims_supported: claimsSupported,
    code_challenge_methods_supported: ["S256"],
    introspection_endpoint: origin + endpoints.introspect,
    introspection_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint: origin + endpoints.revoke,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    end_session_endpoint: origin + endpoints.logout,
    request_parameter_supported: false,
    // Without it the specification lets a client assume true.
    request_uri_parameter_supported: false,
  };
}

/**
 * The document at /.well-known/oauth-authorization-server: the same server without what only OpenID Connect knows.
 *
 * @see rfc8414 §2
 */
export function buildAuthorizationServerMetadata(origin: string): Record<string, unknown> {
  const { userinfo_endpoint, id_token_signing_alg_values_supported, ...metadata } = buildOpenIdConfiguration(origin);
  return { ...metadata, claims_supported: ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"] };
}
