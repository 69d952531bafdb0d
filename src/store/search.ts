/** Searching a list for words, as one condition of its query: the page stays a page, however long the list is. */

/** More are not looked for: nobody types them, and each costs a comparison a row. */
const MOST_WORDS = 8;

/**
 * The rows in which every word of the search is in one of the columns, in whatever capitals; all rows without a word.
 *
 * @param columns SQL expressions of texts
 * @returns a condition to put behind others, with its values
 */
export function holdingWords(search: string, columns: readonly string[]): { sql: string; values: string[] } {
  const words = search.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const one = columns.map((column) => `LOWER(${column}) LIKE ? ESCAPE '!'`).join(" OR ");
  return {
    sql: words.map(() => ` AND (${one})`).join(""),
    // What LIKE reads as "anything" is meant as it stands.
    values: words.flatMap((word) => columns.map(() => `%${word.replace(/[!%_]/g, "!$&")}%`)),
  };
}
