/** Whether a browser keeps a cookie at all. */
import type { RefusedReason } from "../../agent.js";
import { isTrustworthy } from "../trustworthy.js";
import type { ParsedCookie } from "./parse.js";
import { honoursPrefix } from "./prefix.js";

/** Name and value together, in bytes. */
const largestCookie = 4096;

const hasControlCharacter = (text: string): boolean =>
  [...text].some((character) => (character < " " && character !== "\t") || character === "\x7f");

/**
 * Why the cookie is refused by its own attributes and the URL that set it, `undefined` where nothing speaks against it.
 * SameSite does not matter here: the answer to a navigation may set every kind, also after a cross-site POST.
 *
 * @see rfc6265bis §5.7
 */
export function refusalOf(cookie: ParsedCookie, url: URL): RefusedReason | undefined {
  if (cookie.name === "" && cookie.value === "") return "empty";
  if (cookie.name === "" && cookie.value.includes("=")) return "nameless-with-equals";
  if (hasControlCharacter(cookie.name + cookie.value)) return "control-character";
  if (cookie.name.length + cookie.value.length > largestCookie) return "larger-than-4096-bytes";
  if (cookie.secure && !isTrustworthy(url)) return "secure-over-http";
  if (cookie.sameSite === "none" && !cookie.secure) return "none-without-secure";
  if (!honoursPrefix(cookie)) return "prefix-not-honoured";
  return undefined;
}
