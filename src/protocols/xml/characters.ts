/** Which characters XML 1.0 can carry at all. @see xml-1.0 §2.2 */

// With the u flag a surrogate pair is one character, so only a lone surrogate falls outside.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Most values are plain, and this answers for them several times faster. */
const BEYOND_ASCII = /[^\t\n\r\x20-\x7e]/;

/** Offset of the first character that XML cannot carry, not even as a reference; -1 when there is none. */
export function illegalCharacterAt(text: string): number {
  return BEYOND_ASCII.test(text) ? text.search(ILLEGAL) : -1;
}

/** `U+000B`: a character's name for people, since it cannot be shown itself. */
export function characterName(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
