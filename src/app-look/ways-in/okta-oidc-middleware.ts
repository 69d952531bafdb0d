import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "oidc-middleware",
  starts: ["/login"],
  callback: /\/authorization-code\/callback$/,
});
