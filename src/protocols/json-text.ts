/** JSON that no terminal obeys, wherever it ends up. */

/** A character as JSON writes what must not stand for itself: `\u001b`. */
export const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON in which also what JSON itself leaves as it is (DEL, C1, changes of direction) is escaped. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, escaped);
