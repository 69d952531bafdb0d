/** Tokens in the address bar. @see oauth-security-topics (rfc9700) §2.1.2 */
import { defineLint, oauthClientOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge: ({ app }) =>
    (oauthClientOf(app).grant_types as string[] | undefined)?.includes("implicit")
      ? [
          {
            path: "settings.oauthClient.grant_types",
            seen: "implicit",
            why: "tokens come through the browser, where history, scripts and logs see them",
            advice: "use the authorization code with PKCE, and take the grant implicit away",
          },
        ]
      : [],
});
