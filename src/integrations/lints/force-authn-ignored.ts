/** An app that asks for a fresh sign-in before something dangerous, and does not get it. */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "note",
  judge: ({ app }) =>
    signOnOf(app).honorForceAuthn === false
      ? [
          {
            path: "settings.signOn.honorForceAuthn",
            seen: "no",
            why: "a request with ForceAuthn is answered from the session: the app believes that the person has just signed in",
            instead: true,
          },
        ]
      : [],
});
