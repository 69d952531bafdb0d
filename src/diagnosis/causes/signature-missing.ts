/** The SP wants a signature where the app's settings say that there is none. */
import { defineCause } from "../cause.js";
import { deliveryOf } from "../trace.js";

export default defineCause({
  rule: "signature-missing",
  title: "The response or the assertion is not signed",
  spec: "saml-profiles-2.0 §4.1.4.2",

  suspect(trace) {
    if (trace.app.signOnMode !== "SAML_2_0" || !deliveryOf(trace)) return undefined;
    const { responseSigned, assertionSigned } = trace.app.document.settings.signOn as Record<string, boolean>;
    if (responseSigned && assertionSigned) return undefined;
    const unsigned = assertionSigned ? "response" : "assertion";
    return {
      seen: `the IdP signed the ${assertionSigned ? "assertion" : "response"} only, as the app's settings say`,
      cause: `the SP wants the ${unsigned} to be signed too`,
      fix: `appint apps edit ${trace.app.slug} --sign both`,
      experiment: {
        overlay: {
          settings: ["responseSigned", "assertionSigned"].map((key) => ({
            app: trace.app.id,
            path: `settings.signOn.${key}`,
            value: true,
          })),
        },
        change: `with the ${unsigned} signed too`,
      },
    };
  },
});
