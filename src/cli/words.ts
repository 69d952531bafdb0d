/** Finding the command in what was typed, before its options are known. */

/** Global options that take the next word as their value. */
const WITH_VALUE = new Set(["--org", "--db"]);
const GLOBAL = /^(--no-color|--quiet|--debug|--plain|--(json|org|db)(=.*)?)$/s;

/**
 * The words that can name a command: everything that is no option, nor the value of a global one.
 *
 * @returns the words, for each its place in argv, and how many of them stand before the first option of the command's
 * own: a later one may be that option's value
 */
export function leadingWords(argv: readonly string[]): { words: string[]; places: number[]; sure: number } {
  const words: string[] = [];
  const places: number[] = [];
  let sure: number | undefined;
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] ?? "";
    if (token === "--") break;
    if (WITH_VALUE.has(token)) index++;
    else if (!token.startsWith("-")) {
      words.push(token);
      places.push(index);
    } else if (!GLOBAL.test(token)) sure ??= words.length;
  }
  return { words, places, sure: sure ?? words.length };
}

/** argv without the first `count` words: what is left for the command itself. */
export const withoutWords = (argv: readonly string[], places: readonly number[], count: number): string[] =>
  argv.filter((_, index) => !places.slice(0, count).includes(index));

/** `--json` → `--json=`: a plain switch must not swallow the word behind it. */
export const plainJson = (argv: readonly string[]): string[] => {
  const end = argv.indexOf("--");
  return argv.map((token, index) => (token === "--json" && (end < 0 || index < end) ? "--json=" : token));
};
