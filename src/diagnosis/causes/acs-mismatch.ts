/**
 * The response is posted to an address that is not the SP's ACS. The platform posts to its own setting, whatever an
 * unsigned request names.
 */
import { defineCause } from "../cause.js";
import { markedDifference } from "../marked-difference.js";
import { authnRequestOf } from "../saml-request.js";
import { deliveryOf } from "../trace.js";

export default defineCause({
  rule: "acs-mismatch",
  title: "The single sign-on URL is not the SP's ACS",
  spec: "saml-profiles-2.0 §4.1.4.1",

  async suspect(trace) {
    if (trace.app.signOnMode !== "SAML_2_0") return undefined;
    const { ssoAcsUrl } = trace.app.document.settings.signOn as { ssoAcsUrl: string };
    const named = (await authnRequestOf(trace))?.acsUrl;
    const delivery = deliveryOf(trace);
    const status = delivery?.response.status;
    if (named !== undefined && named !== ssoAcsUrl) {
      return {
        seen: `the SP's request names another ACS than the app's single sign-on URL${status ? `, which answered ${status}` : ""}\n${markedDifference(named, ssoAcsUrl)}`,
        cause: "the platform posts the response to its own setting; a URL that only the request names is ignored",
        fix: `appint apps edit ${trace.app.slug} --acs-url ${named}`,
        experiment: {
          overlay: {
            settings: ["ssoAcsUrl", "recipient", "destination"].map((key) => ({
              app: trace.app.id,
              path: `settings.signOn.${key}`,
              value: named,
            })),
          },
          change: `with the response posted to ${named}`,
        },
      };
    }
    if (delivery && (status === 404 || status === 405)) {
      return {
        seen: `POST ${delivery.request.url} answered ${status}`,
        proof: "the response reached the app, and the app has no ACS there",
        cause: "the single sign-on URL of the app is not a route of the SP that takes a POST",
        fix: `find the ACS in the SP's metadata, then: appint apps edit ${trace.app.slug} --acs-url <url>`,
      };
    }
    return undefined;
  },
});
