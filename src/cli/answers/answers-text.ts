/** The text of an answers file: from a file or from standard input, of a size and an encoding that can be meant. */
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Problem } from "../../problem.js";
import { answersUnreadable } from "./problems.js";

/** More is refused before it is read. */
const MOST_BYTES = 1_048_576;
const TOO_LARGE = `it is larger than ${MOST_BYTES} bytes; answers are far smaller`;

/** @param source a file, or `-` @throws Problem ANSWERS_UNREADABLE */
export async function answersText(source: string, cwd: string): Promise<string> {
  if (source === "") throw answersUnreadable('""', "it names no file");
  const bytes = source === "-" ? await typed() : await ofFile(source, cwd);
  const shown = source === "-" ? "of standard input" : source;
  if (bytes.length === 0) throw answersUnreadable(shown, "it is empty");
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.includes(0);
  if (isWide) throw answersUnreadable(shown, "it is not UTF-8 (by the look of it UTF-16); save it as UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // a byte order mark is left out
  } catch {
    throw answersUnreadable(shown, "it is not UTF-8; save it as UTF-8");
  }
}

async function typed(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw answersUnreadable("of standard input", TOO_LARGE);
  }
  return Buffer.concat(chunks);
}

async function ofFile(source: string, cwd: string): Promise<Buffer> {
  const file = resolve(cwd, source);
  try {
    if ((await stat(file)).size > MOST_BYTES) throw answersUnreadable(source, TOO_LARGE);
    return await readFile(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const known: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "you may not read it",
    };
    throw answersUnreadable(source, known[code ?? ""] ?? message, error);
  }
}
