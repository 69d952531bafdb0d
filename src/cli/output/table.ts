/** Plain tables: columns padded by what a terminal shows, the widest one cut to the terminal's width. */
import { oneLine } from "./style.js";

/** Rows as aligned lines under a header in capitals; the last column is never padded. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = [header.map((text) => text.toUpperCase()), ...rows.map((row) => row.map((cell) => oneLine(cell)))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ""))));
  if (width) shrink(widths, width);
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const text = cut(cell, widths[column] ?? 0);
          return column === row.length - 1 ? text : text + " ".repeat((widths[column] ?? 0) - columnsOf(text) + 2);
        })
        .join("")
        .trimEnd(),
    )
    .join("\n");
}

/** Takes from the widest column until the line fits; no column falls under 8. */
function shrink(widths: number[], width: number): void {
  const total = () => widths.reduce((sum, value) => sum + value, 0) + 2 * (widths.length - 1);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 8) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /\p{M}|[\u200b-\u200d]/u;

/** Terminal columns of a text: East Asian wide characters take two, combining marks none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** The text if it fits, else its beginning and an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (columnsOf(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
