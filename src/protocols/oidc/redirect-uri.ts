/**
 * Whether an address that an app asks to be answered at is one that it has registered: letter by letter, but for one `*`
 * in the lowest label of the host where the app allows it. A wildcard never stands for a dot, so nobody outside of the
 * registered domain is ever meant.
 *
 * @see rfc6749 §3.1.2.3
 */

/** The scheme, what stands before and behind the `*` in the host, and the rest: port, path and query. */
const WILDCARD = /^https:\/\/([^/?#@*]*)\*([^/?#@*]*)([/?][^#*]*)?$/;

/** @param wildcardRedirect whether the app takes a `*` for a wildcard; else it is a letter like others */
export function redirectUriMatches(
  registered: string,
  sent: string,
  { wildcardRedirect }: { wildcardRedirect: boolean },
): boolean {
  if (registered === sent) return !registered.includes("*");
  const parts = wildcardRedirect ? WILDCARD.exec(registered) : null;
  if (!parts || problemOfWildcard(registered)) return false;
  const [, before = "", behind = "", rest = ""] = parts;
  const [head, tail] = [`https://${before}`, behind + rest];
  if (sent.length <= head.length + tail.length) return false;
  if (!sent.startsWith(head) || !sent.endsWith(tail)) return false;
  const middle = sent.slice(head.length, sent.length - tail.length);
  const label = `${before}${middle}${behind.split(".", 1)[0]}`;
  // The whole label must be one that a host can have: letters, digits and hyphens, none of these at an end.
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
}

/** What is wrong with a URI that has a `*` in it, as the second half of a sentence. */
export function problemOfWildcard(uri: string): string | undefined {
  if (uri.split("*").length > 2) return "has more than one wildcard in it";
  if (!uri.startsWith("https://")) return "has a wildcard in it, which goes with https alone";
  const parts = WILDCARD.exec(uri);
  if (!parts) return "has a wildcard outside of its host name";
  const [, before = "", behind = ""] = parts;
  if (before.includes(".")) return "has a wildcard that is not in the lowest label of its host name";
  const [host = ""] = behind.split(":", 1);
  const labels = host.split(".").slice(1);
  // Two at least: one between the wildcard's label and the top-level domain.
  if (labels.length < 2 || labels.some((label) => label === "")) return "has a wildcard right below a top-level domain";
  return undefined;
}
