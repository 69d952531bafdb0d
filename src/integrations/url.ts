/** What a URL in a setting must be like; the texts say what was seen and what to type. */
import { z } from "zod";

/**
 * An absolute http(s) URL, ≤ 1,024 characters, kept exactly as typed (comparison is exact).
 *
 * @param mayHaveFragment of a page that a person opens; what messages are sent to has none
 */
export const webUrl = (example: string, { mayHaveFragment = false } = {}) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const why = problemOfUrl(text, mayHaveFragment);
      if (why)
        context.addIssue({
          code: "custom",
          message: `"${shorten(withoutPassword(text))}" ${why}; type it like ${example}`,
        });
    });

/** A user name and password in front of a host are kept out of messages. */
const withoutPassword = (text: string): string => text.replace(/\/\/[^/?#]*@/, "//…@");

/** A list of such URLs, each of them once. */
export const webUrls = (example: string) =>
  z.array(webUrl(example)).superRefine((urls, context) => {
    const twice = urls.find((url, index) => urls.indexOf(url) !== index);
    if (twice !== undefined) context.addIssue({ code: "custom", message: `"${shorten(twice)}" is there twice` });
  });

/** What is wrong with the URL, as the second half of a sentence. */
function problemOfUrl(text: string, mayHaveFragment: boolean): string | undefined {
  if (text === "") return "is empty";
  if (text.length > 1024) return `has ${text.length} characters, at most 1024 are possible`;
  if (/[\s\\]/.test(text)) return "has a space or a backslash in it";
  if (/\p{Cc}/u.test(text)) return "has a control character in it";
  // "localhost:3000/x" parses, with the scheme "localhost:".
  if (/^[\w.-]+(:\d+)?(\/|$)/.test(text)) return "has no http:// or https:// in front";
  if (!URL.canParse(text)) return "is not a URL";
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return `has the scheme ${url.protocol} (http or https is needed)`;
  if (!mayHaveFragment && (url.hash || text.endsWith("#"))) return "has a fragment (#…)";
  if (url.username || url.password) return "has a user name or password in it";
  if (text.includes("*")) return "has a wildcard in it";
  return undefined;
}

export const shorten = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most)}…` : text);
