/** The app asks for the code at an address that is not registered: the IdP shows an error page and never redirects. */
import { defineCause } from "../cause.js";
import { markedDifference, nearest } from "../marked-difference.js";
import { requestOf } from "../trace.js";

export default defineCause({
  rule: "redirect-uri-mismatch",
  title: "The redirect URI that the app sends is not registered",
  spec: "rfc6749 §3.1.2.4",

  suspect(trace) {
    const request = requestOf(trace);
    if (!request || trace.app.signOnMode !== "OPENID_CONNECT") return undefined;
    const sent = parameterOf(request.request, "redirect_uri");
    const client = trace.app.document.settings.oauthClient as { redirect_uris: string[] };
    const registered = client.redirect_uris;
    if (sent === undefined || registered.includes(sent) || request.response.status !== 400) return undefined;
    const like = nearest(sent, registered) ?? "(none)";
    const flags = [...registered, sent].map((uri) => `--redirect-uri ${uri}`).join(" ");
    return {
      seen: `the IdP answered ${request.response.status} to the authorize request\n${markedDifference(sent, like)}`,
      proof: "the two are compared character by character, and they differ",
      cause: "the app sends a redirect_uri that is not one of its registered sign-in redirect URIs",
      fix: `appint apps edit ${trace.app.slug} ${flags}\nor make the app send ${like}`,
    };
  },
});

/** A parameter of an authorize request, from its query or its form. */
export const parameterOf = (
  request: { url: string; fields: readonly (readonly [string, string])[] },
  name: string,
): string | undefined =>
  request.fields.find(([field]) => field === name)?.[1] ?? new URL(request.url).searchParams.get(name) ?? undefined;
