/** The page that was named as protected answers everybody alike. */
import { defineCause } from "../cause.js";

export default defineCause({
  rule: "page-not-protected",
  title: "The page is not protected",

  suspect(trace) {
    const { anonymous } = trace;
    if (anonymous?.kind !== "answered" || !anonymous.sameAsSignedIn) return undefined;
    return {
      seen: `${anonymous.url} answers an anonymous visitor, and shows the signed-in person the same page`,
      proof: "one request without any cookie and one after sign-in were answered alike",
      cause: "the app does not ask who is there before it shows this page",
      fix: `protect the page in the app, or name one that is protected: appint test-sso ${trace.app.slug} --start-url <url>`,
    };
  },
});
