/** Whoever gets one host below the wildcard gets everybody's codes. */
import { defineLint, oauthClientOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge: ({ app }) =>
    oauthClientOf(app).wildcard_redirect === "SUBDOMAIN"
      ? [
          {
            path: "settings.oauthClient.wildcard_redirect",
            seen: "SUBDOMAIN",
            why: "a code goes to every host below it, also to a forgotten one that somebody else has taken over",
            advice: "list each address with --redirect-uri, and switch the wildcard off",
          },
        ]
      : [],
});
