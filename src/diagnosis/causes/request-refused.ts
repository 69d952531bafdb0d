/** The IdP answers the app's authorize request with an error: what it says is for the app, and often shown to nobody. */
import { defineCause } from "../cause.js";
import { deliveryOf } from "../trace.js";
import { parameterOf } from "./redirect-uri-mismatch.js";

const FIXES: Record<string, string> = {
  unsupported_response_type: "make the app use the authorization code flow: response_type=code",
  invalid_scope:
    "make the app ask for scopes of the org authorization server only: openid profile email offline_access",
};

export default defineCause({
  rule: "request-refused",
  title: "The IdP refuses the authorize request of the app",
  spec: "rfc6749 §4.1.2.1",

  suspect(trace) {
    const delivery = deliveryOf(trace);
    const error = delivery && parameterOf(delivery.request, "error");
    if (!error) return undefined;
    const { method, url } = delivery.request;
    const description = parameterOf(delivery.request, "error_description");
    return {
      seen: `${method} ${new URL(url).pathname} brought error=${error}${description ? `: ${description}` : ""}`,
      proof: "the answer of the IdP says so, and no code came with it",
      cause: "the IdP did not accept what the app's authorize request asks for",
      fix: FIXES[error] ?? "change the authorize request of the app as the error says",
    };
  },
});
