/** Spring Security: OAuth 2.0 client and SAML 2.0 service provider; the last part of a path is the registration. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "Spring Security",
  starts: [
    "/oauth2/authorization/oidc",
    "/oauth2/authorization/okta",
    "/oauth2/authorization/keycloak",
    "/saml2/authenticate/okta",
    "/saml2/authenticate/saml",
  ],
  metadata: ["/saml2/metadata", "/saml2/service-provider-metadata/okta", "/saml2/service-provider-metadata/saml"],
  callback: /\/login\/(oauth2\/code|saml2\/sso)(\/[\w-]+)?$/,
  authMethod: "client_secret_basic",
  configuration: { oidc: "spring-oidc", saml: "spring-saml" },
});
