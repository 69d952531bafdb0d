/** What the platform's SCIM client asks for when nobody is being provisioned: paths, queries and headers. */

/** @see RFC 7644 §3.1 */
export const SCIM_MEDIA_TYPE = "application/scim+json";

/** Headers of every request without a body, as the platform sends them. */
export const scimHeaders = {
  accept: SCIM_MEDIA_TYPE,
  "accept-charset": "utf-8",
  "user-agent": "appint SCIM Client 1.0.0",
} as const;

/** `{base}/Users?…`, whether or not the base ends with a slash. @see RFC 7644 §3.4.2 */
export function scimUrl(base: string, endpoint: string, query: Readonly<Record<string, string | number>> = {}): string {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return `${base.replace(/\/+$/, "")}/${endpoint}${search === "" ? "" : `?${search}`}`;
}

/** `userName eq "ada@example.com"`: the one filter that the platform sends. @see RFC 7644 §3.4.2.2 */
export const equals = (attribute: string, value: string): string => `${attribute} eq ${JSON.stringify(value)}`;
