/** What a request says about the page it came from. */
import type { DocumentRef } from "../agent.js";

const policies = new Set([
  ...["no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin"],
  ...["origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url"],
]);

/** The last policy of a Referrer-Policy header or meta element that is known, `""` for none. @see referrer-policy §8.1 */
export const readReferrerPolicy = (text: string | undefined): string =>
  (text ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((token) => policies.has(token))
    .at(-1) ?? "";

/**
 * The Referer header, `undefined` for none.
 *
 * @see referrer-policy §8.3
 */
export function refererFor(from: DocumentRef, to: URL): string | undefined {
  const source = new URL(from.url);
  if (!/^https?:$/.test(source.protocol)) return undefined;
  const origin = `${source.origin}/`;
  const whole = `${source.origin}${source.pathname}${source.search}`;
  const full = whole.length > 4096 ? origin : whole;
  const same = source.origin === to.origin;
  const downgrade = source.protocol === "https:" && to.protocol !== "https:";
  switch (from.referrerPolicy || "strict-origin-when-cross-origin") {
    case "no-referrer":
      return undefined;
    case "same-origin":
      return same ? full : undefined;
    case "origin":
      return origin;
    case "strict-origin":
      return downgrade ? undefined : origin;
    case "origin-when-cross-origin":
      return same ? full : origin;
    case "no-referrer-when-downgrade":
      return downgrade ? undefined : full;
    case "unsafe-url":
      return full;
    default:
      return same ? full : downgrade ? undefined : origin;
  }
}

/**
 * The Origin header of a POST: `null` where the page's policy hides it or a redirect led away from a foreign origin.
 *
 * @see fetch §3.2 (append a request `Origin` header)
 */
export function originFor(from: DocumentRef, to: URL, tainted: boolean): string {
  const { origin, protocol } = new URL(from.url);
  if (tainted) return "null";
  switch (from.referrerPolicy || "strict-origin-when-cross-origin") {
    case "no-referrer":
      return "null";
    case "same-origin":
      return origin === to.origin ? origin : "null";
    case "no-referrer-when-downgrade":
    case "strict-origin":
    case "strict-origin-when-cross-origin":
      return protocol === "https:" && to.protocol !== "https:" ? "null" : origin;
    default:
      return origin;
  }
}
