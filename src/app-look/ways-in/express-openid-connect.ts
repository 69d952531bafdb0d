import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "express-openid-connect",
  starts: ["/login"],
  cookie: /^auth_verification$/,
  configuration: { oidc: "express-openid-connect" },
});
