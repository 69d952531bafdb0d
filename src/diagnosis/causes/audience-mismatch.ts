/** The assertion is made out to another name than the SP's own. */
import { defineCause } from "../cause.js";
import { markedDifference } from "../marked-difference.js";
import { authnRequestOf } from "../saml-request.js";
import { deliveryOf } from "../trace.js";

export default defineCause({
  rule: "audience-mismatch",
  title: "The audience is not the SP's entity id",
  spec: "saml-core-2.0 §2.5.1.4",

  async suspect(trace) {
    if (trace.app.signOnMode !== "SAML_2_0" || !deliveryOf(trace)) return undefined;
    const { audience } = trace.app.document.settings.signOn as { audience: string };
    const issuer = (await authnRequestOf(trace))?.issuer;
    if (issuer === undefined || issuer === audience) return undefined;
    return {
      seen: `the SP calls itself otherwise than the audience of its assertions\n${markedDifference(issuer, audience)}`,
      cause: "the SP refuses an assertion that is not made out to its own entity id",
      fix: `appint apps edit ${trace.app.slug} --audience ${issuer}`,
      experiment: {
        overlay: { settings: [{ app: trace.app.id, path: "settings.signOn.audience", value: issuer }] },
        change: `with the audience ${issuer}`,
      },
    };
  },
});
