/**
 * The cookie in which the app keeps the state of a sign-in does not come back with the IdP's answer, since that
 * arrives from another site. On one host name everything is one site, so this stays hidden until production.
 */
import { defineCause } from "../cause.js";
import { shownCookie } from "../refused-cookie.js";
import { deliveryOf, type Trace, type TraceHop } from "../trace.js";

const WITHHELD_BY_SITE = new Set([
  "lax-on-cross-site-post",
  "default-lax-on-cross-site-post",
  "strict-on-cross-site-navigation",
]);

export default defineCause({
  rule: "state-cookie-lost",
  title: "A cookie of the app is lost on the way back from the IdP",
  spec: "rfc6265bis §5.6.7.1",

  suspect(trace) {
    const delivery = deliveryOf(trace);
    if (!delivery) return undefined;
    const lostAt = ({ withheldCookies }: TraceHop) => withheldCookies.filter(({ why }) => WITHHELD_BY_SITE.has(why));
    // At the delivery, else on a page that follows from it: a Strict cookie stays behind on all of them.
    const hop = trace.hops.slice(trace.hops.indexOf(delivery)).find((each) => lostAt(each).length > 0);
    if (!hop) return undefined;
    const names = lostAt(hop).map(({ name }) => name);
    const { method, url } = hop.request;
    const isPost = method === "POST";
    return {
      seen: `${names.map((name) => `Set-Cookie: ${asSet(trace, name)}`).join("; ")}; the ${method} to ${new URL(url).pathname} arrived without ${names.length > 1 ? "them" : "it"}`,
      cause: isPost
        ? "IdP and app are different sites in production; a browser keeps a Lax or Strict cookie from a cross-site POST"
        : "IdP and app are different sites in production; a browser keeps a Strict cookie from a navigation that another site began",
      fix: isPost
        ? `SameSite=None; Secure on ${names.join(", ")} (behind TLS: tell the framework that it stands behind a proxy), or keep the state in RelayState or on the server`
        : `SameSite=Lax on ${names.join(", ")}`,
      experiment: {
        sendCookies: names,
        change: `with only ${names.length > 1 ? "those cookies" : "that cookie"} sent along`,
      },
    };
  },
});

/** As the app set it; its name alone where this sign-in did not set it. */
function asSet(trace: Trace, name: string): string {
  const set = trace.hops.flatMap(({ response }) => response.setCookies).find((cookie) => cookie.name === name);
  return set ? shownCookie(set) : `${name}=…`;
}
