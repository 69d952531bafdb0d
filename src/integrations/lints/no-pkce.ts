/** A stolen code is enough where no code challenge has to be met. @see rfc9700 §2.1.1 */
import { atPath } from "../field.js";
import { defineLint, oauthClientOf } from "../lint.js";

export default defineLint({
  level: "note",
  judge: ({ app }) =>
    (oauthClientOf(app).grant_types as string[] | undefined)?.includes("authorization_code") &&
    atPath(app.document, "credentials.oauthClient.pkce_required") === false
      ? [
          {
            path: "credentials.oauthClient.pkce_required",
            seen: "no",
            why: "an authorize request without a code challenge is answered, so a code that leaks can be redeemed with the secret alone",
            instead: true,
          },
        ]
      : [],
});
