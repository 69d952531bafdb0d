/** What a URL in a setting must be like; the texts say what was seen and what to type. */
import { z } from "zod";
import { problemOfWildcard } from "../protocols/oidc/redirect-uri.js";

/** Schemes that browsers keep for themselves. */
const FORBIDDEN_SCHEMES = new Set(["javascript:", "vbscript:", "data:", "blob:", "file:", "about:"]);

/**
 * An absolute http(s) URL, ≤ 1,024 characters, kept exactly as typed (comparison is exact).
 *
 * @param mayHaveFragment of a page that a person opens; what messages are sent to has none
 */
export const webUrl = (example: string, { mayHaveFragment = false } = {}) =>
  urlSchema(example, (text) => problemOfUrl(text, { mayHaveFragment }));

const urlSchema = (example: string, problemOf: (text: string) => string | undefined) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const why = problemOf(text);
      if (why)
        context.addIssue({
          code: "custom",
          message: `"${shorten(withoutPassword(text))}" ${why}; type it like ${example}`,
        });
    });

/**
 * Addresses of an app: on the web, or under a scheme of its own that an installed app has registered. Each of them once.
 *
 * @param wildcard whether a `*` may stand in a host
 * @see rfc8252 §7.1
 */
export const appUrls = (example: string, { wildcard = false } = {}) =>
  listOfUrls(urlSchema(example, (text) => problemOfUrl(text, { ownScheme: true, wildcard })));

/** A user name and password in front of a host are kept out of messages. */
const withoutPassword = (text: string): string => text.replace(/\/\/[^/?#]*@/, "//…@");

/** A list of such URLs, each of them once. */
export const webUrls = (example: string) => listOfUrls(webUrl(example));

const listOfUrls = (url: z.ZodString) =>
  z.array(url).superRefine((urls, context) => {
    const twice = urls.find((url, index) => urls.indexOf(url) !== index);
    if (twice !== undefined) context.addIssue({ code: "custom", message: `"${shorten(twice)}" is there twice` });
  });

/** What is wrong with the URL, as the second half of a sentence. */
function problemOfUrl(
  text: string,
  { mayHaveFragment = false, ownScheme = false, wildcard = false },
): string | undefined {
  if (text === "") return "is empty";
  if (text.length > 1024) return `has ${text.length} characters, at most 1024 are possible`;
  if (/[\s\\]/.test(text)) return "has a space or a backslash in it";
  if (/\p{Cc}/u.test(text)) return "has a control character in it";
  // "localhost:3000/x" parses, with the scheme "localhost:".
  if (/^[\w.-]+(:\d+)?(\/|$)/.test(text)) return "has no http:// or https:// in front";
  if (!URL.canParse(text)) return "is not a URL";
  const url = new URL(text);
  if (ownScheme && FORBIDDEN_SCHEMES.has(url.protocol))
    return `has the scheme ${url.protocol} (no app can register it)`;
  if (!ownScheme && url.protocol !== "http:" && url.protocol !== "https:")
    return `has the scheme ${url.protocol} (http or https is needed)`;
  if (!mayHaveFragment && (url.hash || text.endsWith("#"))) return "has a fragment (#…)";
  if (url.username || url.password) return "has a user name or password in it";
  if (text.includes("*")) return wildcard ? problemOfWildcard(text) : "has a wildcard in it";
  return undefined;
}

export const shorten = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most)}…` : text);
