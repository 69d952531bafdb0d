/** What SameSite means for a navigation. */
import type { StoredCookie, WithheldReason } from "../../agent.js";

/** For so long a cookie without SameSite also travels with a cross-site POST. */
export const laxAllowUnsafeMs = 2 * 60 * 1000;

const safeMethods = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

export type SameSiteVerdict = { send: true; laxAllowingUnsafe?: boolean } | { send: false; why: WithheldReason };

/**
 * Whether a cookie travels with a top-level navigation. Only the initiator makes it cross-site: redirects on the way
 * neither spoil a navigation that the app began nor heal one that a foreign page began.
 *
 * @see rfc6265bis §5.8.3
 */
export function judgeSameSite(
  cookie: Pick<StoredCookie, "sameSite" | "created">,
  navigation: { crossSite: boolean; method: string; now: Date },
): SameSiteVerdict {
  if (!navigation.crossSite || cookie.sameSite === "none") return { send: true };
  if (cookie.sameSite === "strict") return { send: false, why: "strict-on-cross-site-navigation" };
  if (safeMethods.has(navigation.method)) return { send: true };
  if (cookie.sameSite === "lax") return { send: false, why: "lax-on-cross-site-post" };
  if (navigation.now.getTime() - cookie.created.getTime() <= laxAllowUnsafeMs) {
    return { send: true, laxAllowingUnsafe: true };
  }
  return { send: false, why: "default-lax-on-cross-site-post" };
}
