import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "OmniAuth",
  starts: ["/users/sign_in", "/users/auth/saml", "/auth/openid_connect"],
  metadata: ["/auth/saml/metadata", "/users/auth/saml/metadata"],
  callback: /\/auth\/(saml|openid_connect|oktaoauth|okta)\/callback$/,
  configuration: { oidc: "omniauth-openid-connect", saml: "omniauth-saml" },
});
