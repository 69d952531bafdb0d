import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "SimpleSAMLphp",
  starts: ["/simplesaml/module.php/core/login/default-sp", "/simplesaml/module.php/core/login-admin"],
  metadata: ["/simplesaml/module.php/saml/sp/metadata.php/default-sp"],
  cookie: /^SimpleSAML/,
  callback: /\/saml2-acs\.php\//,
  configuration: { saml: "simplesamlphp" },
});
