/** `--save-answers`: what was said, as a file that `--answers` reads. Never a secret, nothing that is a default. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { answersFileExists, answersUnwritable } from "./problems.js";

/** The answers as people write them: a text wherever a flag takes one. */
export function answersOf(kind: Kind, common: readonly Field[], said: FieldValues): Record<string, unknown> {
  const open = [...kind.fields, ...common].filter(({ key, secret }) => !secret && said[key] !== undefined);
  return { kind: kind.id, ...Object.fromEntries(open.map((field) => [field.key, written(field, said[field.key])])) };
}

function written(field: Field, value: unknown): unknown {
  const { fromText, toText } = field;
  if (!fromText || !toText) return value;
  return field.repeatable && Array.isArray(value) ? value.map((one) => toText([one])) : toText(value);
}

/**
 * Writes a file that is not there yet, and takes it away again when what it is to go with fails: the corrected command
 * shall not stumble over it.
 *
 * @throws Problem ANSWERS_FILE_EXISTS, ANSWERS_UNWRITABLE before anything is made; whatever `make` throws
 */
export async function savingAnswers<T>(answers: object, file: string, cwd: string, make: () => Promise<T>): Promise<T> {
  writeAnswers(answers, file, cwd);
  try {
    return await make();
  } catch (error) {
    rmSync(resolve(cwd, file), { force: true });
    throw error;
  }
}

function writeAnswers(answers: object, file: string, cwd: string): void {
  const path = resolve(cwd, file);
  try {
    const open = openSync(path, "wx", 0o600);
    try {
      writeSync(open, `${JSON.stringify(answers, null, 2)}\n`);
    } catch (error) {
      rmSync(path, { force: true }); // half a file is worse than none
      throw error;
    } finally {
      closeSync(open);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw answersFileExists(file);
    throw answersUnwritable(file, error as Error);
  }
}
