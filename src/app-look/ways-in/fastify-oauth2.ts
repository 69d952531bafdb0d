import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "@fastify/oauth2",
  starts: ["/login/oauth2"],
  cookie: /^oauth2-redirect-state$/,
  authMethod: "client_secret_basic",
  configuration: { oidc: "fastify-oauth2" },
});
