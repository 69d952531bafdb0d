/**
 * Reads `<seconds>; url=<address>` in the many ways in which it is written.
 *
 * @returns the address as written (`""` to load the page again) and the seconds; `undefined` where browsers ignore it
 * @see html §4.2.5.3 (shared declarative refresh steps)
 */
export function readRefresh(content: string): { address: string; seconds: number } | undefined {
  const match = /^\s*(\d+|(?=\.))[\d.]*(?:$|(?:\s*[;,]|\s)\s*(.*)$)/s.exec(content);
  if (!match) return undefined;
  const seconds = Number(match[1] || 0);
  const rest = (match[2] ?? "").replace(/^url\s*=\s*/i, "");
  const quote = rest[0];
  if (quote !== '"' && quote !== "'") return { address: rest.trim(), seconds };
  const closing = rest.indexOf(quote, 1);
  return { address: rest.slice(1, closing === -1 ? undefined : closing).trim(), seconds };
}
