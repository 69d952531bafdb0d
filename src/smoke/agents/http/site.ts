/** Sites as cookies know them: scheme and registrable domain. The port never counts; the IdP is always foreign. */
import { registrableDomain } from "./cookies/public-suffix.js";

/**
 * The site of a URL. The IdP's origin is a site of its own, even on the host name of an app: on a developer's machine
 * everything would be one site otherwise, and what breaks in production would pass.
 *
 * @param idpOrigin scheme, host and port without a trailing slash
 * @see rfc6265bis §5.2
 */
function siteOf(url: URL, idpOrigin: string): string {
  if (url.origin === idpOrigin) return `idp ${idpOrigin}`;
  return `${url.protocol}//${registrableDomain(url.hostname) ?? url.hostname}`;
}

/** How far a URL is from who asks for it. @see fetch-metadata §2.4 */
export function relationOf(from: URL, to: URL, idpOrigin: string): "same-origin" | "same-site" | "cross-site" {
  if (from.origin === to.origin) return "same-origin";
  return siteOf(from, idpOrigin) === siteOf(to, idpOrigin) ? "same-site" : "cross-site";
}
