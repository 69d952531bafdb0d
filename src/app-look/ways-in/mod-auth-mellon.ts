import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "mod_auth_mellon",
  starts: ["/mellon/login?ReturnTo=/"],
  metadata: ["/mellon/metadata", "/saml2/metadata"],
  cookie: /^mellon-/,
  callback: /\/(mellon|saml2)\/(postResponse|paosResponse)$/,
  configuration: { saml: "mod-auth-mellon" },
});
