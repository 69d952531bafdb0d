/** The headers of a navigation, about as Chromium sends them. */
import type { PendingRequest } from "../agent.js";
import { originFor, refererFor } from "./referrer.js";
import { isTrustworthy } from "./trustworthy.js";

/** Apps sort out browsers by this header, so it says what the agent behaves like, and who it is. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 appint";

const byPerson = new Set(["typed", "link", "form"]);

/**
 * Everything that is sent, by lower-case name, without the body's own headers.
 *
 * @param cookie the value of the Cookie header, `""` for none
 * @see fetch-metadata §2
 */
export function headersFor(request: PendingRequest, cookie: string): Record<string, string> {
  const url = new URL(request.url);
  const headers: Record<string, string> = {
    "upgrade-insecure-requests": "1",
    "user-agent": userAgent,
    accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en-US,en;q=0.9",
    "accept-encoding": "gzip, deflate, br",
  };
  const referer = request.initiator && refererFor(request.initiator, url);
  if (referer) headers.referer = referer;
  if (request.method !== "GET" && request.method !== "HEAD") {
    headers.origin = request.initiator ? originFor(request.initiator, url, request.originTainted) : "null";
  }
  if (isTrustworthy(url)) {
    headers["sec-fetch-site"] = request.fetchSite;
    headers["sec-fetch-mode"] = "navigate";
    headers["sec-fetch-dest"] = "document";
    if (byPerson.has(request.cause)) headers["sec-fetch-user"] = "?1";
  }
  if (cookie) headers.cookie = cookie;
  for (const [name, value] of Object.entries(request.extraHeaders)) headers[name.toLowerCase()] = value;
  return headers;
}
