/** A field's value as people read it, in one line, and that line back into its parts. What is shown can be typed. */
import type { Field } from "../integrations/field.js";

/** The value in one line; the values of a list parted by commas, quoted where they would be read as something else. */
export function valueText(field: Field, value: unknown): string {
  if (field.switch) return value ? "yes" : "no";
  const { toText = String } = field;
  if (field.repeatable && Array.isArray(value)) return value.map((one) => quoted(toText([one]))).join(", ");
  return toText(value);
}

/** The values of a list as they were typed in one line: the ways to read it, the likeliest first. */
export function listsOf(text: string): string[][] {
  const likeliest = commaParts(text);
  const parts = likeliest.map(({ text: part }) => part);
  if (likeliest.some(({ isQuoted }) => isQuoted)) return [parts]; // whoever quotes has said where a value ends
  // A comma parts two values; one inside a value (of a URL, of a "constant") is believed where only that makes sense.
  const blank = commaParts(text, { withBlank: true }).map(({ text: part }) => part);
  return [parts, blank, text.split(",").map((part) => part.trim())];
}

/** In double quotes, a quote in it doubled, where the bare text in a list would not be read as it is. */
function quoted(part: string): string {
  const [first, second, ...more] = commaParts(`${part}, x`);
  const isSafe = first?.text === part && !first.isQuoted && second?.text === "x" && more.length === 0;
  return isSafe && part !== "" ? part : `"${part.replaceAll('"', '""')}"`;
}

/** A whole value in quotes, up to the next comma. */
const QUOTED = /\s*"((?:[^"]|"")*)"\s*(?=,|$)/y;

/**
 * Splits at the commas that stand outside double quotes and brackets: the arguments of an expression stay together.
 *
 * @param withBlank only at those with a blank behind them
 */
function commaParts(text: string, { withBlank = false } = {}): { text: string; isQuoted: boolean }[] {
  const parts: { text: string; isQuoted: boolean }[] = [];
  for (let at = 0; at <= text.length; at++) {
    QUOTED.lastIndex = at;
    const whole = QUOTED.exec(text);
    const end = whole ? QUOTED.lastIndex : endOfPart(text, at, withBlank);
    parts.push(
      whole
        ? { text: (whole[1] as string).replaceAll('""', '"'), isQuoted: true }
        : { text: text.slice(at, end).trim(), isQuoted: false },
    );
    at = end;
  }
  return parts;
}

/** Where the part that begins there ends: at the next comma that parts, or at the end. */
function endOfPart(text: string, start: number, withBlank: boolean): number {
  let isQuoted = false;
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth = Math.max(0, depth - 1);
    if (character === "," && depth === 0 && (!withBlank || /\s/.test(text[index + 1] ?? ""))) return index;
  }
  return text.length;
}
