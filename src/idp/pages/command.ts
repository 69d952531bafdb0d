/** Commands that a page tells an admin to type. What a stranger has sent may stand in them, so words are quoted. */

/** The words as one line for a POSIX shell. */
export function commandLine(...words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

/**
 * The command that registers one more URI with an app. It names those that are registered too, since a repeatable
 * flag replaces the whole list.
 *
 * @param sent what came over the wire; a placeholder stands for what is no URI
 */
export function registerUriCommand(
  flag: "--redirect-uri" | "--post-logout-redirect-uri",
  { slug, registered, sent }: { slug: string; registered: readonly string[]; sent: string | undefined },
): string {
  const kept = registered.flatMap((uri) => [flag, uri]);
  const line = commandLine("appint", "apps", "edit", slug, ...kept, flag);
  return `${line} ${sent !== undefined && isUri(sent) ? quoted(sent) : "<uri>"}`;
}

/** @see rfc3986 §2, §3.1; a fragment may not be registered (rfc6749 §3.1.2) */
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[\w\-.~:/?[\]@!$&'()*+,;=%]+$/i.test(text);
}

function quoted(word: string): string {
  return /^[\w\-.~:/@+,=%]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
