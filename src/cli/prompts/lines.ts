/** Text laid out for a terminal: broken between words, padded to columns. */
import { columnsOf } from "../output/table.js";

/** Lines of at most so many columns, broken at blanks; a word that is longer is broken too. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    // Blanks in front of a word belong to it, so that columns made of blanks stay.
    for (const word of paragraph.match(/\s*\S+/g) ?? [""]) {
      if (columnsOf(line + word) <= columns) {
        line += word;
        continue;
      }
      if (line !== "") lines.push(line);
      line = "";
      for (const character of line === "" && lines.length > 0 ? word.trimStart() : word) {
        if (columnsOf(line + character) > columns) {
          lines.push(line);
          line = "";
        }
        line += character;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** The text with blanks behind it, up to so many columns. */
export const padded = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - columnsOf(text)));
