import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "Shibboleth SP",
  starts: ["/Shibboleth.sso/Login"],
  metadata: ["/Shibboleth.sso/Metadata"],
  cookie: /^_(shibstate|opensaml_req)_/,
  callback: /\/Shibboleth\.sso\/SAML2\//,
  configuration: { saml: "shibboleth-sp" },
});
