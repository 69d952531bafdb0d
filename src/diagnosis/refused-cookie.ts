/** Why browsers refuse a cookie, in words, and what mends it. @see rfc6265bis §5.7 */
import type { TraceHop } from "./trace.js";

type SetCookie = TraceHop["response"]["setCookies"][number];

const REASONS: Record<string, { why: string; fix: string }> = {
  "none-without-secure": {
    why: "SameSite=None needs Secure",
    fix: "Secure beside its SameSite=None (behind TLS: tell the framework that it stands behind a proxy)",
  },
  "secure-over-http": {
    why: "Secure over http counts on localhost only",
    fix: "no Secure while the app is served over http, or serve it over TLS",
  },
  "larger-than-4096-bytes": {
    why: "it is larger than 4096 bytes",
    fix: "less in it: keep the content on the server, its id in the cookie",
  },
  "domain-of-another-host": { why: "its Domain is not the app's", fix: "no Domain" },
  "public-suffix": { why: "its Domain belongs to everybody", fix: "no Domain" },
  "prefix-not-honoured": {
    why: "the prefix of its name asks for other attributes",
    fix: "Secure, and Path=/ without Domain for __Host-",
  },
};

/** The cookies of an answer that a browser does not keep; one that is deleted is none of them. */
export const refusedIn = ({ response }: TraceHop): SetCookie[] =>
  response.setCookies.filter(({ stored, why }) => !stored && why !== undefined);

export const whyRefused = ({ why = "" }: SetCookie): string => REASONS[why]?.why ?? why.replaceAll("-", " ");

export const fixOfRefused = (cookie: SetCookie): string =>
  `set ${cookie.name} with ${REASONS[cookie.why ?? ""]?.fix ?? "a name and value that are allowed"}`;

/** The cookie's name and attributes as the app set it, without its value and what does not matter here. */
export function shownCookie({ name, raw }: Pick<SetCookie, "name" | "raw">): string {
  const attributes = raw
    .split(";")
    .slice(1)
    .map((part) => part.trim())
    .filter((part) => !/^(path|expires|max-age|httponly|version)/i.test(part));
  const hasSameSite = attributes.some((part) => /^samesite/i.test(part));
  return [`${name}=…`, ...attributes, ...(hasSameSite ? [] : ["(no SameSite: Lax)"])].join("; ");
}
