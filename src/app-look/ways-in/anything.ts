/** What most apps call their sign-in, whatever they are made with. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "an app of its own",
  starts: ["/login", "/signin", "/sign-in", "/sso", "/auth/login", "/auth", "/sso/login", "/login/sso", "/auth/sso"],
});
