/** The SP compares the audience with its own entity id, character by character. @see saml-core-2.0 §2.5.1.4 */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge({ app }) {
    const { audience, spIssuer } = signOnOf(app);
    return typeof spIssuer === "string" && spIssuer !== "" && audience !== spIssuer
      ? [
          {
            path: "settings.signOn.audience",
            seen: String(audience),
            why: `the SP calls itself ${spIssuer}: it refuses an assertion that is meant for another name`,
            instead: spIssuer,
          },
        ]
      : [];
  },
});
