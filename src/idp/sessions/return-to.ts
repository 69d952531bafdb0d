/**
 * Where a browser may be sent after signing in or out: to the IdP itself, and to nobody whom a link names.
 *
 * @see rfc9700 §4.11
 */

/**
 * The path with query of a `fromURI` that stays on the IdP, else undefined. The answer is rebuilt from the parsed
 * URL, so that what was judged is what the browser gets: `//evil`, `/\evil`, tabs and schemes do not survive.
 *
 * @param fromUri as it came: a path, or an absolute URL of the IdP
 */
export function ownPath(fromUri: string | null | undefined, origin: string): string | undefined {
  if (!fromUri) return undefined;
  // A browser takes a backslash for a slash and drops tabs and line ends; nobody sends those in good faith.
  if (/[\\\p{Cc}]/u.test(fromUri)) return undefined;
  if (!fromUri.startsWith("/") && !/^https?:\/\//i.test(fromUri)) return undefined;

  const url = parse(fromUri, origin);
  if (url?.origin !== origin || url.username || url.password) return undefined;
  const path = url.pathname + url.search;
  return path.startsWith("//") ? undefined : path; // "/.//evil" normalizes to "//evil"
}

function parse(text: string, base: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
