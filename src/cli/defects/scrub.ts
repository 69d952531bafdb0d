/**
 * Takes out of a text of ours whatever a person would not want to send: the text of an error may hold anything that
 * the program had in its hands.
 */
import { homedir, tmpdir } from "node:os";
import { redactText } from "../../system-log/redaction.js";

export interface Surroundings {
  /** Every word of the command line. */
  argv: readonly string[];
  /** The words of the command: `apps show`; empty where none was found. */
  command: string;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The folder of the program, which may be told as `<appint>`. */
  root: string;
}

/** Shorter ones would tear ordinary words apart. */
const SHORTEST_VALUE = 6;

/** Runs of letters that no word is: keys, tokens, hashes, messages in base64. Ids (20 characters) stay. */
const TOKEN = /(?<![\w/-])(?:(?:[\w-]{16,}\.){1,4}[\w-]{16,}|(?=[\w+/=-]*\d)[\w+/=-]{22,})/g;
const PEM = /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g;
const E_MAIL = /[^\s@"'<>()]+@[^\s@"'<>()]+/g;

/**
 * A message or a line of a stack, with our own paths shortened. Text in double quotes is data in the messages of this
 * language, as in `"…" is not valid JSON`.
 *
 * @param isPlace a line of a stack in our own files: their names look like tokens, and are none
 */
export function scrubbed(text: string, about: Surroundings, { isPlace = false } = {}): string {
  let clean = text
    .replaceAll(about.root, "<appint>/")
    .replace(PEM, "<key>")
    .replace(/"[^"\n]*"/g, '"<text>"');
  for (const [value, name] of valuesOf(about)) clean = clean.replaceAll(value, name);
  clean = redactText(clean).replace(E_MAIL, "<e-mail>");
  return isPlace ? clean : clean.replace(TOKEN, "<token>");
}

/** What must not be seen → what stands for it, longest first, so that no rest of a value is left over. */
function valuesOf({ argv, command, env, cwd }: Surroundings): [value: string, name: string][] {
  const values = new Map<string, string>();
  for (const word of argv) {
    const value = /^--[a-z-]+=/.test(word) ? word.slice(word.indexOf("=") + 1) : word;
    if (value.length >= SHORTEST_VALUE && !value.startsWith("-") && !command.split(" ").includes(value))
      values.set(value, "<value>");
  }
  for (const [name, value] of Object.entries(env))
    if (value && value.length >= SHORTEST_VALUE) values.set(value, `<$${name}>`);
  values.set(cwd, "<folder>");
  values.set(homedir(), "~");
  values.set(tmpdir(), "<tmp>");
  return [...values].filter(([value]) => value.length > 1).sort(([a], [b]) => b.length - a.length);
}

/** A command line with the names of its flags, and nothing of their values. */
export function maskedCommand({ argv, command }: Pick<Surroundings, "argv" | "command">): string {
  const words = command.split(" ");
  const shown = argv.map((word) => {
    if (words[0] === word) return words.shift();
    const flag = /^--[a-z][a-z-]{0,30}(?==|$)/.exec(word)?.[0];
    if (flag) return word === flag ? flag : `${flag}=<value>`;
    return word.startsWith("-") && word.length > 1 ? "<flag>" : "<value>";
  });
  return ["appint", ...shown].join(" ");
}
