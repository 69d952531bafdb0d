/** A signed response around an assertion without a signature of its own. @see saml-profiles-2.0 §4.1.3.5 */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "note",
  judge: ({ app }) =>
    signOnOf(app).assertionSigned === false
      ? [
          {
            path: "settings.signOn.responseSigned",
            seen: "response",
            why: "many SPs look for the signature at the assertion, and refuse one that has none",
            instead: "both",
          },
        ]
      : [],
});
