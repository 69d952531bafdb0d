/**
 * The discovery documents of an authorization server: the platform's fields in the platform's order, without
 * those that this IdP does not honour.
 */
import { claimsSupported } from "./claims.js";
import { endpoints } from "./endpoints.js";
import {
  clientAuthenticationMethods,
  clientSigningAlgs,
  grantTypes,
  responseModes,
  responseTypes,
} from "./supported.js";

/** What differs from server to server. */
export interface Announced {
  readonly issuer: string;
  /** Where its endpoints begin, with the org's origin: `http://127.0.0.1:7700/oauth2/default`. */
  readonly base: string;
  readonly scopes: readonly string[];
}

/**
 * The document at /.well-known/openid-configuration.
 *
 * @see openid-connect-discovery-1_0 §3
 */
export function buildOpenIdConfiguration({ issuer, base, scopes }: Announced): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: base + endpoints.authorize,
    token_endpoint: base + endpoints.token,
    userinfo_endpoint: base + endpoints.userinfo,
    jwks_uri: base + endpoints.keys,
    response_types_supported: responseTypes,
    response_modes_supported: responseModes,
    grant_types_supported: grantTypes.filter((grant) => grant !== "client_credentials"), // OAuth alone
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: scopes,
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    claims_supported: claimsSupported,
    code_challenge_methods_supported: ["S256"],
    introspection_endpoint: base + endpoints.introspect,
    introspection_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint: base + endpoints.revoke,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    end_session_endpoint: base + endpoints.logout,
    request_parameter_supported: false,
    // Without it the specification lets a client assume true.
    request_uri_parameter_supported: false,
    dpop_signing_alg_values_supported: clientSigningAlgs,
  };
}

/**
 * The document at /.well-known/oauth-authorization-server: the same server without what only OpenID Connect knows.
 *
 * @see rfc8414 §2
 */
export function buildAuthorizationServerMetadata(server: Announced): Record<string, unknown> {
  const { userinfo_endpoint, id_token_signing_alg_values_supported, ...metadata } = buildOpenIdConfiguration(server);
  return {
    ...metadata,
    grant_types_supported: grantTypes,
    claims_supported: ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"],
  };
}
