import type { ParsedCookie } from "./parse.js";

/**
 * Whether a cookie keeps what the prefix of its name promises; the prefix counts in any case. A cookie without a name
 * may not pretend to have one of these names.
 *
 * @see rfc6265bis §4.1.3
 */
export function honoursPrefix(cookie: ParsedCookie): boolean {
  const name = cookie.name.toLowerCase();
  if (name === "") return !/^__(secure|host|http)-/i.test(cookie.value);
  if (name.startsWith("__host-")) {
    const http = !name.startsWith("__host-http-") || cookie.httpOnly;
    return cookie.secure && cookie.path === "/" && cookie.domain === undefined && http;
  }
  if (name.startsWith("__http-")) return cookie.secure && cookie.httpOnly;
  return !name.startsWith("__secure-") || cookie.secure;
}
