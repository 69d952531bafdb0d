/** Words as one line that can be typed: in POSIX shells, and where nothing unusual is in them in any other too. */
export const typedLine = (...words: readonly string[]): string => words.map(quoted).join(" ");

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  // Double quotes are what every shell understands; within them these mean something.
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
