import type { ParsedCookie } from "./parse.js";

const longestLifeMs = 400 * 24 * 3600 * 1000;

/**
 * When a cookie goes: Max-Age before Expires, at most 400 days from now; `undefined` for a session cookie.
 *
 * @see rfc6265bis §5.5
 */
export function expiryOf(cookie: Pick<ParsedCookie, "maxAge" | "expires">, now: Date): Date | undefined {
  const wanted = cookie.maxAge === undefined ? cookie.expires?.getTime() : now.getTime() + cookie.maxAge * 1000;
  if (wanted === undefined) return undefined;
  return new Date(Math.max(0, Math.min(wanted, now.getTime() + longestLifeMs)));
}
