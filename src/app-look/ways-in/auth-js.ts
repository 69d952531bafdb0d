/** Auth.js (NextAuth): its sign-in page posts the choice of a provider together with a token against forgery. */
import { defineWayIn } from "../way-in.js";

export default defineWayIn({
  name: "Auth.js",
  starts: ["/api/auth/signin", "/auth/signin"],
  cookie: /^(__Secure-|__Host-)?(authjs|next-auth)\./,
  callback: /\/auth\/callback\/[\w-]+$/,
  authMethod: "client_secret_basic",
  configuration: { oidc: "auth-js" },
});
