/** Apps that call the route by the protocol or by the IdP, as those on openid-client and passport mostly do. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "OpenID Connect routes",
  starts: ["/auth/oidc", "/login/oidc", "/oidc/login", "/auth/okta", "/login/okta", "/oauth/login", "/auth/openid"],
});
