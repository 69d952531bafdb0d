/** What authorization servers can do: the discovery documents announce it, the checks hold requests to it. */

/** Of the org's own server. */
export const orgScopes = ["openid", "email", "profile", "address", "phone", "offline_access", "groups"] as const;

/** Those that a custom server is born with; `groups` is none of them. */
export const customScopes = ["openid", "profile", "email", "address", "phone", "offline_access"] as const;

/** The platform's, in its order, without `token` alone: an access token comes with a code or an ID token. */
export const responseTypes = [
  "code",
  "id_token",
  "code id_token",
  "code token",
  "id_token token",
  "code id_token token",
] as const;

export const responseModes = ["query", "fragment", "form_post", "okta_post_message"] as const;
export type ResponseMode = (typeof responseModes)[number];

/** Of apps; `implicit` is asked for at the authorize endpoint alone. */
export const grantTypes = ["authorization_code", "implicit", "refresh_token", "client_credentials"] as const;

export const clientAuthenticationMethods = [
  "client_secret_basic",
  "client_secret_post",
  "client_secret_jwt",
  "private_key_jwt",
  "none",
] as const;

/** With which a client may sign what proves that it is itself, and with which it may prove that it holds a key. */
export const clientSigningAlgs = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"] as const;

/** Of a scope of the platform's own API: minted by the org's own server alone, to apps that it was granted to. */
export const isManagementScope = (scope: string): boolean => scope.startsWith("okta.");

/** Seconds that a code or a token lives; of a refresh token its server says it. @see rfc6749 §4.1.2 (a code at most ten minutes) */
export const lifetimes = { code: 300, idToken: 3600, accessToken: 3600 } as const;
