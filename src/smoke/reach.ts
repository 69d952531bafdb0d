/**
 * Where a test may go: to the IdP, to this machine, and to the sites that the app's settings and flags name. Whatever
 * page of the app links or redirects elsewhere: a test run sends nothing to anybody who was not named.
 */
import { atPath } from "../integrations/field.js";
import type { App, TestSettings } from "../store/apps.js";
import { registrableDomain } from "./agents/http/cookies/public-suffix.js";
import { isLoopback } from "./agents/http/trustworthy.js";

/** @returns whether a URL may be visited in a test of the app; the IdP itself is on loopback */
export function reachOf(app: App, tests: TestSettings): (url: URL) => boolean {
  const sites = new Set(urlsOf(app, tests).map(siteOf));
  return (url) => isLoopback(url) || sites.has(siteOf(url));
}

/** The registrable domain, else the host itself. */
const siteOf = ({ hostname }: URL): string => registrableDomain(hostname) ?? hostname;

function urlsOf({ document }: App, tests: TestSettings): URL[] {
  const acsEndpoints = (atPath(document, "settings.signOn.acsEndpoints") ?? []) as { url: string }[];
  const named = [
    atPath(document, "settings.signOn.ssoAcsUrl"),
    ...acsEndpoints.map(({ url }) => url),
    ...((atPath(document, "settings.oauthClient.redirect_uris") ?? []) as string[]),
    ...((atPath(document, "settings.oauthClient.post_logout_redirect_uris") ?? []) as string[]),
    atPath(document, "settings.oauthClient.initiate_login_uri"),
    ...(tests.startUrls ?? []),
    tests.userUrl,
    tests.logoutUrl,
    tests.expectUrl,
  ];
  return named.flatMap((text) => (typeof text === "string" && URL.canParse(text) ? [new URL(text)] : []));
}
