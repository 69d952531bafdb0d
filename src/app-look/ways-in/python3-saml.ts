/** The toolkits for Python, PHP and Java that share one demo app. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "python3-saml",
  starts: ["/?sso"],
  metadata: ["/metadata/", "/metadata.php"],
  callback: /(\?acs|\/acs\.php)$/,
  configuration: { saml: "python3-saml" },
});
