/** Host names and the public suffix list. */
import { isIP } from "node:net";
import { getPublicSuffix } from "tough-cookie";

const isAddress = (host: string): boolean => host.startsWith("[") || isIP(host) !== 0;

/**
 * The part of a host name that somebody can register, `undefined` for addresses, single words and public suffixes.
 * Names under `localhost` are registrable by their last two labels, so `a.localhost` and `b.localhost` are strangers.
 */
export function registrableDomain(host: string): string | undefined {
  if (isAddress(host) || !host.includes(".")) return undefined;
  return getPublicSuffix(host.replace(/\.$/, ""), { allowSpecialUseDomain: true, ignoreError: true });
}

/**
 * What a Domain attribute means on a host.
 *
 * @param attribute without its leading dot, in lower case; `undefined` where the cookie has none
 * @see rfc6265bis §5.7
 */
export function domainOf(
  host: string,
  attribute: string | undefined,
):
  | { domain: string; hostOnly: boolean; refused?: undefined }
  | { refused: "domain-of-another-host" | "public-suffix" } {
  if (!attribute) return { domain: host, hostOnly: true };
  if (attribute === host) return { domain: host, hostOnly: registrableDomain(host) === undefined };
  if (isAddress(host) || !host.endsWith(`.${attribute}`)) return { refused: "domain-of-another-host" };
  return registrableDomain(attribute) ? { domain: attribute, hostOnly: false } : { refused: "public-suffix" };
}
