import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "mod_auth_openidc",
  starts: ["/protected/", "/secure/"],
  cookie: /^mod_auth_openidc_state_/,
  authMethod: "client_secret_basic",
  configuration: { oidc: "mod-auth-openidc" },
});
