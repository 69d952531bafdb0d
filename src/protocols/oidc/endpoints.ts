/** Where an authorization server answers, below its path: `/oauth2` for the org's own, `/oauth2/{id}` for a custom one. */
export const endpoints = {
  authorize: "/v1/authorize",
  token: "/v1/token",
  userinfo: "/v1/userinfo",
  keys: "/v1/keys",
  introspect: "/v1/introspect",
  revoke: "/v1/revoke",
  logout: "/v1/logout",
} as const;

/** Where its documents lie, below its issuer. */
export const wellKnown = {
  configuration: "/.well-known/openid-configuration",
  authorizationServer: "/.well-known/oauth-authorization-server",
} as const;
