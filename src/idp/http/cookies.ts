/** Cookies as RFC 6265 writes them: reading the request header, writing one Set-Cookie line. */

/** The first value of each name, as browsers send the most specific path first. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    cookies[name] ??= pair.slice(at + 1).trim();
  }
  return cookies;
}

/**
 * A Set-Cookie value for the whole site, out of reach of scripts.
 * Lax, not None: on http there is no Secure, and browsers drop SameSite=None without it.
 *
 * @param value token characters only (ours are base64url)
 * @see rfc6265bis §5.6
 */
export function cookieLine(name: string, value: string, { secure }: { secure: boolean }): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** The line that makes a browser forget the cookie. */
export function forgetCookieLine(name: string): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0`;
}
