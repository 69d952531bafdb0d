import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "OAuth2 Proxy",
  starts: ["/oauth2/start", "/oauth2/sign_in"],
  cookie: /^_oauth2_proxy/,
  callback: /\/oauth2\/callback$/,
  authMethod: "client_secret_basic",
  configuration: { oidc: "oauth2-proxy" },
});
