/** The lines of a file, one after the other and without waiting: a database transaction may wait for nothing else. */
import { readSync } from "node:fs";
import { DEEPEST, LONGEST_LINE } from "./format.js";
import { fileInvalid } from "./problems.js";

export interface FileLine {
  number: number;
  /** With its line end. */
  bytes: Buffer;
  value: Record<string, unknown>;
}

const CHUNK = 64 * 1024;

/**
 * Reads from the beginning, whatever was read before.
 *
 * @throws Problem ORG_FILE_INVALID with the number of a line that is too long, not UTF-8, or no JSON object
 */
export function* linesOf(fd: number, file: string): Generator<FileLine> {
  let rest = Buffer.alloc(0);
  let position = 0;
  let number = 0;
  const lineOf = (bytes: Buffer): FileLine => ({ number: ++number, bytes, value: parsed(bytes, file, number) });
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(fd, chunk, 0, CHUNK, position);
    position += read;
    let all = rest.length === 0 ? chunk.subarray(0, read) : Buffer.concat([rest, chunk.subarray(0, read)]);
    for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10)) {
      yield lineOf(all.subarray(0, end + 1));
      all = all.subarray(end + 1);
    }
    if (all.length > LONGEST_LINE)
      throw fileInvalid(file, number + 1, undefined, `the line is longer than ${LONGEST_LINE} bytes`);
    rest = all;
    if (read > 0) continue;
    if (rest.length > 0) yield lineOf(rest);
    return;
  }
}

function parsed(bytes: Buffer, file: string, number: number): Record<string, unknown> {
  const refuse = (why: string) => fileInvalid(file, number, undefined, why);
  if (bytes.length > LONGEST_LINE + 1) throw refuse(`the line is longer than ${LONGEST_LINE} bytes`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("the line is not UTF-8");
  }
  if (depthOf(text) > DEEPEST) throw refuse(`more than ${DEEPEST} objects and lists are inside one another`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(number === 1 ? "it is not the file of an org: its first line is not JSON" : "the line is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refuse("the line is not an object");
  return value as Record<string, unknown>;
}

/** How deep brackets go, seen in the text: before anything that walks down could run out of stack. */
function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (inText) {
      if (character === 92) index++;
      else if (character === 34) inText = false;
    } else if (character === 34) inText = true;
    else if (character === 123 || character === 91) deepest = Math.max(deepest, ++depth);
    else if (character === 125 || character === 93) depth--;
  }
  return deepest;
}
