/** The app authenticates at the token endpoint with a secret that is not its own: the code stays unused. */
import { defineCause } from "../cause.js";
import { refusedClientOf } from "../refused-client.js";

const CAUSES: Record<string, string> = {
  "with white space around it":
    "the client secret is the right one with white space around it: a line end that was copied along",
  deactivated: "the app still uses a client secret that was deactivated",
  "of another app": "the app uses the client secret of another app of this org",
};

export default defineCause({
  rule: "wrong-client-secret",
  title: "The client secret of the app is wrong",
  spec: "rfc6749 §5.2",

  suspect(trace) {
    const refused = refusedClientOf(trace);
    if (refused?.fault !== "wrong-secret") return undefined;
    const { slug, label } = trace.app;
    return {
      seen: `the code arrived at ${refused.callback}; the IdP refused the app's token request, with the secret in ${placeOf(refused.sent)}: ${refused.error}`,
      proof: `the secret that was sent was compared with every active client secret of ${label}, and is none of them`,
      cause: CAUSES[refused.secretSent ?? ""] ?? "the app uses a client secret that no app of this org has",
      fix: `appint apps show ${slug} --reveal\nand give the app the client secret that it shows`,
    };
  },
});

const placeOf = (sent: readonly string[]): string =>
  sent.includes("Authorization: Basic") ? "the Authorization header" : "the form";
