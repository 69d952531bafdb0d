/** A refresh token of a browser app that never changes is a password that lies in a browser. @see rfc9700 §4.14.2 */
import { defineLint, oauthClientOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge({ app }) {
    const { application_type: type, grant_types: grants, refresh_token: refresh } = oauthClientOf(app);
    const isStatic = (refresh as { rotation_type?: string } | undefined)?.rotation_type === "STATIC";
    return type === "browser" && isStatic && (grants as string[] | undefined)?.includes("refresh_token")
      ? [
          {
            path: "settings.oauthClient.refresh_token.rotation_type",
            seen: "STATIC",
            why: "a script that reads it once can go on as the person for months, and nobody notices",
            instead: "rotate",
          },
        ]
      : [];
  },
});
