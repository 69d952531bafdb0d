/**
 * Tests of one character. Classes are tested by the engine of the language itself: on one character, with nothing to
 * repeat, it has nothing to backtrack over.
 */
import { RegexFault } from "./regex-fault.js";

export type CharacterTest = (character: string) => boolean;

/** `.`: everything but an end of line. */
export const anyCharacter: CharacterTest = (character) => !/[\n\r\u0085\u2028\u2029]/.test(character);

export function literal(character: string, ignoresCase: boolean): CharacterTest {
  if (!ignoresCase) return (other) => other === character;
  const escaped = `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  return tested(escaped, "iu");
}

const SPACES = "\\t\\n\\v\\f\\r ";

/** `\d`, `\w`, `\s`, their opposites, and the escapes of control characters. @throws RegexFault */
export function escapedClass(letter: string, ignoresCase: boolean): CharacterTest {
  if (letter === "S") return tested(`[^${SPACES}]`, flags(ignoresCase));
  return tested(`[${inClass(letter)}]`, flags(ignoresCase));
}

/** @param text what stands between the brackets; @throws RegexFault */
export function characterClass(text: string, ignoresCase: boolean): CharacterTest {
  if (/(^|[^\\])(\\\\)*\[/.test(text)) throw new RegexFault("it has a class inside a class, which is not supported");
  if (text.includes("&&")) throw new RegexFault("it has an intersection of classes, which is not supported");
  const body = text.replace(/^(\^?)\]/, "$1\\]").replace(/\\([\s\S])/gu, (_, letter: string) => inClass(letter));
  return tested(`[${body}]`, flags(ignoresCase));
}

const flags = (ignoresCase: boolean): string => (ignoresCase ? "iu" : "u");

/** What follows a backslash, as the language's own engine writes it inside a class. */
function inClass(letter: string): string {
  if (letter === "s") return SPACES;
  if (/[dDwWSnrtfpPux]/.test(letter)) return `\\${letter}`;
  if (/[A-Za-z0-9]/.test(letter)) throw new RegexFault(`it has "\\${letter}", which is not supported`);
  return `\\u{${(letter.codePointAt(0) as number).toString(16)}}`;
}

function tested(source: string, flag: string): CharacterTest {
  let regex: RegExp;
  try {
    regex = new RegExp(`^${source}$`, flag);
  } catch {
    throw new RegexFault(`"${source}" is no class of characters`);
  }
  return (character) => regex.test(character);
}
