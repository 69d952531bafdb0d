/** The IdP answers the app's authorize request with an error: what it says is for the app, and often shown to nobody. */
import { authorizationServersOf } from "../../directory/authorization-servers.js";
import { defineCause } from "../cause.js";
import { deliveryOf, requestOf, type Trace } from "../trace.js";
import { parameterOf } from "./redirect-uri-mismatch.js";

const FIXES: Record<string, (trace: Trace) => string> = {
  unsupported_response_type: () => "make the app use the authorization code flow: response_type=code",
  invalid_scope(trace) {
    const path = new URL(requestOf(trace)?.request.url ?? trace.org.origin).pathname;
    const custom = authorizationServersOf(trace.org).find(
      ({ type, path: base }) => type === "CUSTOM" && path.startsWith(`${base}/`),
    );
    return custom
      ? `make the app ask for scopes of the authorization server ${custom.id} only: openid profile email offline_access; ` +
          `groups is a scope of the org's own server: issuer ${trace.org.origin}`
      : "make the app ask for scopes of the org authorization server only: openid profile email offline_access";
  },
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
      fix: FIXES[error]?.(trace) ?? "change the authorize request of the app as the error says",
    };
  },
});
