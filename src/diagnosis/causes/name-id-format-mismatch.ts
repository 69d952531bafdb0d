/** The SP asks for another Name ID format than the app's: the IdP shows an error page and the SP hears nothing. */
import { defineCause } from "../cause.js";
import { authnRequestOf } from "../saml-request.js";
import { isIdp } from "../trace.js";

export default defineCause({
  rule: "name-id-format-mismatch",
  title: "The SP asks for another Name ID format than the app is set up for",
  spec: "saml-core-2.0 §3.4.1.1",

  async suspect(trace) {
    if (trace.app.signOnMode !== "SAML_2_0" || !isIdp(trace, trace.page.url)) return undefined;
    const refusal = trace.events.find(({ reason }) => reason?.startsWith("NameIDPolicy"));
    const asked = (await authnRequestOf(trace))?.nameIdFormat;
    if (!refusal || asked === undefined) return undefined;
    const { subjectNameIdFormat } = trace.app.document.settings.signOn as { subjectNameIdFormat: string };
    return {
      seen: `the NameIDPolicy of the SP's request is not the Name ID format of the app\nsent       ${asked}\nregistered ${subjectNameIdFormat}`,
      proof: `the refusal stands in the system log of this run: "${refusal.reason}"`,
      cause: "the platform refuses a request for a Name ID format that the app is not set up for",
      fix: `appint apps edit ${trace.app.slug} --name-id-format ${asked}\nor make the SP ask for none, or for unspecified`,
    };
  },
});
