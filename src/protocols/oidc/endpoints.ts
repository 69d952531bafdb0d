/** Where the org authorization server answers, below the org's origin. */
export const endpoints = {
  configuration: "/.well-known/openid-configuration",
  authorizationServer: "/.well-known/oauth-authorization-server",
  authorize: "/oauth2/v1/authorize",
  token: "/oauth2/v1/token",
  userinfo: "/oauth2/v1/userinfo",
  keys: "/oauth2/v1/keys",
  introspect: "/oauth2/v1/introspect",
  revoke: "/oauth2/v1/revoke",
  logout: "/oauth2/v1/logout",
} as const;
