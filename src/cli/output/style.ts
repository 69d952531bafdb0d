/** Colours and marks of what people see. Chalk is loaded only where a colour can be seen. */
import { escaped } from "../../protocols/json-text.js";

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const same = (text: string): string => text;
const plain: Style = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };

/** Colours for a stream: none without a terminal, with NO_COLOR (https://no-color.org), or when switched off. */
export async function styleFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv, wanted: boolean): Promise<Style> {
  if (!wanted || !stream.isTTY || env.NO_COLOR || env.TERM === "dumb") return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return {
    bold: chalk.bold,
    dim: chalk.dim,
    green: chalk.green,
    red: chalk.red,
    yellow: chalk.yellow,
    cyan: chalk.cyan,
  };
}

/**
 * Text of a name, a log or an app made harmless for a terminal: control characters become visible, line ends stay.
 * Whoever can name an app must not be able to write escape sequences to an admin's terminal.
 */
export const printable = (text: string): string => text.replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, escaped);

const ESC = 27;

/** The same for text that has our own colours in it already; a colour is all that could get through. */
export const printableInColour = (text: string): string =>
  text.replace(/\p{Cc}\[\d{1,2}m|(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, (found) =>
    found.length > 1 && found.charCodeAt(0) === ESC ? found : escaped(found) + found.slice(1),
  );

/** The same for what stands in one line: whoever can end it could write a line of his own below. */
export const oneLine = (text: string): string => printable(text).replaceAll("\n", "\\u000a");
