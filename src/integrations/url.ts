/** What a URL in a setting must be like; the texts say what was seen and what to type. */
import { z } from "zod";

/** An absolute http(s) URL without a fragment, ≤ 1,024 characters, kept exactly as typed (comparison is exact). */
export const webUrl = (example: string) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const why = problemOfUrl(text);
      if (why) context.addIssue({ code: "custom", message: `"${shorten(text)}" ${why}; type it like ${example}` });
    });

/** A URI for a redirect: as `webUrl`, or with a custom scheme of a native app. */
function problemOfUrl(text: string): string | undefined {
  if (text === "") return "is empty";
  if (text.length > 1024) return `has ${text.length} characters, at most 1024 are possible`;
  if (/[\s\\]/.test(text)) return "has a space or a backslash in it";
  if (!URL.canParse(text))
    return /^[\w.-]+(:\d+)?(\/|$)/.test(text) ? "has no http:// or https:// in front" : "is not a URL";
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return `has the scheme ${url.protocol} (http or https is needed)`;
  if (url.hash || text.endsWith("#")) return "has a fragment (#…)";
  if (url.username || url.password) return "has a user name or password in it";
  if (text.includes("*")) return "has a wildcard in it";
  return undefined;
}

export const shorten = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most)}…` : text);
