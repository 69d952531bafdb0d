import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "Sustainsys.Saml2",
  starts: ["/Saml2/SignIn"],
  metadata: ["/Saml2"],
  cookie: /^Saml2\./,
  callback: /\/Saml2\/Acs$/i,
  configuration: { saml: "aspnet-saml" },
});
