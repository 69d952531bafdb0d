/** The cookie in which the app keeps the state of a sign-in is one that browsers do not keep. */
import { defineCause } from "../cause.js";
import { fixOfRefused, refusedIn, shownCookie, whyRefused } from "../refused-cookie.js";
import { deliveryOf, isIdp } from "../trace.js";

export default defineCause({
  rule: "state-cookie-refused",
  title: "Browsers refuse a cookie that the app sets on the way to the IdP",
  spec: "rfc6265bis §5.7",

  suspect(trace) {
    const delivery = deliveryOf(trace);
    if (!delivery) return undefined;
    const before = trace.hops.slice(0, trace.hops.indexOf(delivery)).filter((hop) => !isIdp(trace, hop.request.url));
    const refused = before.flatMap(refusedIn).filter(({ name }) => !delivery.request.cookies.includes(name));
    const [first] = refused;
    if (!first) return undefined;
    const { method, url } = delivery.request;
    const names = [...new Set(refused.map(({ name }) => name))];
    return {
      seen: `Set-Cookie: ${refused.map(shownCookie).join("; ")}; the ${method} to ${new URL(url).pathname} arrived without it`,
      cause: `a browser does not keep ${first.name}: ${whyRefused(first)}`,
      fix: [...new Set(refused.map(fixOfRefused))].join("; "),
      experiment: {
        sendCookies: names,
        change: `with only ${names.length > 1 ? "those cookies" : "that cookie"} kept and sent along`,
      },
    };
  },
});
