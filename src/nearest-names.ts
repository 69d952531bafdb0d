/** "Did you mean …?": which of the known names a mistyped one stands for. */

/** Names within two edits, or that the typed one begins; nearest first. Nothing is near to an empty text. */
export function nearestNames(typed: string, names: readonly string[], most = 3): string[] {
  if (typed.trim() === "") return [];
  return names
    .map((name) => ({ name, distance: name.startsWith(typed) ? 0.5 : editDistance(typed, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 4)))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Levenshtein distance of two short texts. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
