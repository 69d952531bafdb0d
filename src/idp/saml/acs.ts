/** Where the response goes: to an address that the app lists, or that its SP has signed; whatever else a request says. */
import type { SamlSettings } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";

export interface Acs {
  /** The address that the page posts to. */
  readonly acs: string;
  readonly recipient: string;
  readonly destination: string;
  /** An unlisted URL that the request named, for the log. */
  readonly ignored?: string;
}

/**
 * The URL that the request names if the app lists it, or if the app takes signed requests alone, whose URL is the SP's own; the endpoint of the index that it names, else the configured
 * one. Any other unlisted URL is ignored, as the platform does; an unknown index has been refused before (request-checks.ts).
 *
 * @param request nothing for an unsolicited response
 * @see saml-core-2.0 §3.4.1
 */
export function acsFor(
  { acsUrl, acsIndex }: Pick<AuthnRequest, "acsUrl" | "acsIndex">,
  { ssoAcsUrl, acsEndpoints, recipient, destination, samlSignedRequestEnabled }: SamlSettings,
): Acs {
  const configured = { acs: ssoAcsUrl, recipient, destination };
  if (acsUrl === ssoAcsUrl) return configured;
  if (samlSignedRequestEnabled && acsUrl !== undefined) {
    return { acs: acsUrl, recipient: acsUrl, destination: acsUrl };
  }
  const listed = acsEndpoints.find(({ url, index }) => (acsUrl === undefined ? index === acsIndex : url === acsUrl));
  if (listed) return { acs: listed.url, recipient: listed.url, destination: listed.url };
  return acsUrl === undefined ? configured : { ...configured, ignored: acsUrl };
}
