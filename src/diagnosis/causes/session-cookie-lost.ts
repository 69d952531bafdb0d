/** The session that a sign-in starts does not hold: its cookie is refused, or stays away from the pages of the app. */
import { defineCause } from "../cause.js";
import { isForPage } from "../cookie-path.js";
import { fixOfRefused, refusedIn, whyRefused } from "../refused-cookie.js";
import { isDelivery, isIdp, isSignInRequest } from "../trace.js";

export default defineCause({
  rule: "session-cookie-lost",
  title: "The session cookie of the app does not hold",
  spec: "rfc6265bis §5.7",

  suspect(trace) {
    const at = trace.hops.findIndex((hop) => isDelivery(trace, hop) && hop.response.status < 400);
    const delivery = trace.hops[at];
    // Where a cookie stayed away from the answer itself, the app had no sign-in to make a session from.
    if (!delivery || delivery.withheldCookies.length > 0) return undefined;
    const after = trace.hops.slice(at + 1);
    const asksAgain = after.findIndex((hop) => isSignInRequest(trace, hop));
    if (asksAgain < 0) return undefined;

    const pages = after.slice(0, asksAgain).filter(({ request }) => !isIdp(trace, request.url));
    const { pathname } = new URL(delivery.request.url);
    const again = "then the app asked to sign in again";
    const refused = refusedIn(delivery);
    if (refused.length > 0) {
      const names = refused.map(({ name }) => name);
      return {
        seen: `${pathname} set ${refused.map((cookie) => `${cookie.name}, which a browser refuses (${whyRefused(cookie)})`).join("; ")}; ${again}`,
        cause: "a browser drops the cookie that should carry the session",
        fix: [...new Set(refused.map(fixOfRefused))].join("; "),
        experiment: { sendCookies: names, change: "with only that cookie kept and sent along" },
      };
    }
    const kept = delivery.response.setCookies.filter(({ stored }) => stored);
    const staysAway = ({ raw }: { raw: string }) =>
      !pages.some(({ request }) => isForPage(raw, pathname, new URL(request.url).pathname));
    // One that comes may be the session; a narrow one beside it proves nothing.
    if (kept.length > 0 && pages.length > 0 && kept.every(staysAway)) {
      const names = kept.map(({ name }) => name).join(", ");
      return {
        seen: `${pathname} set ${kept.map(({ name, raw }) => `${name}; ${attributesOf(raw)}`).join(" and ")}; ${again}`,
        proof: `${new URL(pages[0]?.request.url ?? "").pathname} was asked for right after it, without ${names}`,
        cause: "the session cookie is not sent to the pages of the app",
        fix: `set Path=/ on ${names}, and no Domain other than the app's own`,
      };
    }
    // With a cookie from before the sign-in there may be a session all the same: then its content is lost, not the cookie.
    const [page] = pages;
    if (delivery.response.setCookies.length > 0 || !page || page.request.cookies.length > 0) return undefined;
    return {
      seen: `${pathname} answered ${delivery.response.status} and set no cookie; ${again}`,
      proof: `${new URL(page.request.url).pathname} was asked for right after it, without any cookie that could carry a session`,
      cause: "the app starts no session, or cannot keep it",
      fix: `see in the app's log why no session begins at ${pathname}: session store, cookie settings behind a proxy`,
    };
  },
});

const attributesOf = (raw: string): string => raw.split(";").slice(1).join(";").trim();
