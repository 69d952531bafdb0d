/** What stands below every rich question: what is wrong, the help that was asked for, the keys. */
import type { Interface } from "node:readline";
import { printable, type Style } from "../../output/style.js";
import { columnsOf } from "../../output/table.js";
import { wrapped } from "../lines.js";

/** Columns behind a message that are enough to type in. */
const ROOM_TO_TYPE = 12;

/** Width to lay out for; a terminal that tells none has 80 columns. */
export const columns = (): number => process.stdout.columns || 80;

export interface Below {
  style: Style;
  error?: string;
  /** Undefined while it is not asked for. */
  help?: readonly string[];
  keys: readonly (readonly [key: string, does: string])[];
}

/** The lines below a question. Nothing is told by colour alone: an error has its mark. */
export function below({ style, error, help, keys }: Below): string {
  const width = columns();
  const lines: string[] = [];
  if (error) lines.push(...wrapped(`✖ ${printable(error)}`, width).map((text) => style.red(text)));
  for (const line of help ?? []) {
    const [first = "", ...more] = wrapped(printable(line), width - 2);
    lines.push(`  ${first}`, ...more.map((text) => `  ${text}`));
  }
  return [...lines, ...keyLines(keys, width).map((text) => style.dim(text))].join("\n");
}

/** A key and what it does stay on one line. */
function keyLines(keys: Below["keys"], width: number): string[] {
  const lines: string[] = [];
  for (const item of keys.map((words) => words.join(" "))) {
    const last = lines.at(-1);
    if (last === undefined || columnsOf(`${last} · ${item}`) > width) lines.push(item);
    else lines[lines.length - 1] = `${last} · ${item}`;
  }
  return lines;
}

/** A message, broken between words, up to where typing begins: on a line of its own where the rest is too short. */
export function head(message: string, style: Style): string {
  const width = columns();
  const [first = "", ...more] = wrapped(message, width - 2);
  const lines = [`${style.cyan("?")} ${style.bold(first)}`, ...more.map((text) => `  ${style.bold(text)}`)];
  const left = width - 2 - columnsOf(more.at(-1) ?? first);
  return lines.join("\n") + (left < ROOM_TO_TYPE ? "\n  " : " ");
}

/** Lays the question out anew when the window changes. A terminal that is gone is no error: SIGHUP ends the question. */
export function watchTerminal(rl: Interface, resized: () => void): () => void {
  rl.on("error", () => {});
  process.stdout.on("resize", resized);
  return () => void process.stdout.removeListener("resize", resized);
}

/** What a terminal sends for a key. */
export interface PressedKey {
  name?: string;
  sequence?: string;
  shift?: boolean;
}

/** Shift-Tab and Escape go back from wherever the cursor is. */
export const isBackKey = ({ name, shift }: PressedKey): boolean =>
  (name === "tab" && shift === true) || name === "escape";

/** F1 helps at any time; `?` where it stands alone and so cannot be part of a text. */
export const isHelpKey = ({ name, sequence }: PressedKey, line: string): boolean =>
  name === "f1" || (sequence === "?" && line === "?");
