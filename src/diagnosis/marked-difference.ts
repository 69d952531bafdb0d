/** Two texts that should be the same, with the place where they part marked. */

/**
 * `sent` and `registered` in two lines, the differing characters underlined by `^` below.
 * The common beginning and end are left unmarked; a missing part is marked by one `^` where it is missing.
 */
export function markedDifference(sent: string, registered: string): string {
  let start = 0;
  while (start < sent.length && start < registered.length && sent[start] === registered[start]) start++;
  let end = 0;
  while (
    end < sent.length - start &&
    end < registered.length - start &&
    sent[sent.length - 1 - end] === registered[registered.length - 1 - end]
  ) {
    end++;
  }
  const marks = (text: string) => " ".repeat(start) + "^".repeat(Math.max(1, text.length - start - end));
  const label = (name: string) => name.padEnd(11);
  return [
    `${label("sent")}${sent}`,
    `${label("")}${marks(sent)}`,
    `${label("registered")}${registered}`,
    `${label("")}${marks(registered)}`,
  ].join("\n");
}

/** The registered text that is most like the one sent: the longest common beginning and end, then the length. */
export function nearest(sent: string, registered: readonly string[]): string | undefined {
  const likeness = (text: string) => {
    let same = 0;
    while (same < text.length && same < sent.length && text[same] === sent[same]) same++;
    let end = 0;
    while (end < text.length - same && end < sent.length - same && text.at(-1 - end) === sent.at(-1 - end)) end++;
    return same + end;
  };
  const excess = (text: string) => Math.abs(text.length - sent.length);
  return [...registered].sort((a, b) => likeness(b) - likeness(a) || excess(a) - excess(b))[0];
}
