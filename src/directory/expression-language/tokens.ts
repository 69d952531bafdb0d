/** Cuts the text of an expression into its words. */
import { ExpressionError, type Span } from "./syntax.js";

export type Token = Span & { kind: "name" | "text" | "number" | "sign" | "end"; text: string; value?: string | number };

/** Longest first: `.![` before `.`. */
const SIGNS = [".![", "==", "!=", "<=", ">=", "&&", "||", "?:", ..."()[]{},.?:!+-<>"];
const BLANK = /\s+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
/** A quote inside is written twice. */
const TEXT = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"/y;

/** @returns the tokens, an `end` last. @throws ExpressionError */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  const add = (kind: Token["kind"], length: number, value?: string | number) => {
    const end = start + length;
    tokens.push({ kind, text: text.slice(start, end), start, end, ...(value === undefined ? {} : { value }) });
    start = end;
  };
  while (start < text.length) {
    const blank = match(BLANK);
    if (blank) {
      start += blank[0].length;
      continue;
    }
    const name = match(NAME);
    if (name) {
      add("name", name[0].length);
      continue;
    }
    const number = match(NUMBER);
    if (number) {
      add("number", number[0].length, Number(number[0]));
      continue;
    }
    const quoted = match(TEXT);
    if (quoted) {
      const [whole, single, double] = quoted;
      add("text", whole.length, single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? "");
      continue;
    }
    const sign = SIGNS.find((each) => text.startsWith(each, start));
    if (sign) add("sign", sign.length);
    else throw new ExpressionError(refusal(text, start), { start, end: start + 1 });
  }
  add("end", 0);
  return tokens;
}

function refusal(text: string, start: number): string {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if (character === "'" || character === '"') return `the text that begins with ${character} has no end`;
  if (character === "=") return '"=" is no operator: "==" compares';
  if (character === "$") return '"${…}" belongs to username templates; an expression is written without it';
  if (character === "“" || character === "”" || character === "‘" || character === "’")
    return `${character} is a typographic quote: texts stand in " or '`;
  if (character === "&" || character === "|") return `"${character}" is no operator: "${character.repeat(2)}" is`;
  return `"${character}" has no meaning here`;
}
