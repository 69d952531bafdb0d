/** Apps that call the route by the protocol, as those on node-saml, samlify and saml2-js mostly do. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "SAML routes",
  starts: ["/saml/login", "/login/saml", "/auth/saml", "/saml", "/saml/sso", "/sso/saml", "/auth/saml/login"],
  metadata: [
    "/saml/metadata",
    "/metadata",
    "/saml/metadata.xml",
    "/metadata.xml",
    "/auth/saml/metadata",
    "/sso/saml/metadata",
    "/login/saml/metadata",
    "/api/saml/metadata",
    "/sp/metadata",
    "/sso/metadata",
  ],
});
