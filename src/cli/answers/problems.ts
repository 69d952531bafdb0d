/** What can be wrong with an answers file. */
import { Problem } from "../../problem.js";

export const answersUnreadable = (source: string, why: string, cause?: unknown) =>
  new Problem(
    "ANSWERS_UNREADABLE",
    2,
    `The answers ${source} cannot be read`,
    why,
    "--answers <file>, or - for standard input",
    {
      cause,
    },
  );

/** @param faults each with its place, all at once */
export const answersInvalid = (source: string, faults: readonly string[]) =>
  new Problem(
    "ANSWERS_INVALID",
    2,
    `The answers ${source === "-" ? "of standard input" : source} cannot be used`,
    faults.join("\n"),
    "correct the file; what it may hold: appint help answers",
  );

export const answersFileExists = (file: string) =>
  new Problem(
    "ANSWERS_FILE_EXISTS",
    4,
    `${file} is there already`,
    "--save-answers writes over nothing; nothing was created",
    "name another file, or delete that one",
  );

export const answersUnwritable = (file: string, cause: Error) =>
  new Problem(
    "ANSWERS_UNWRITABLE",
    5,
    `The answers cannot be written to ${file}`,
    `${cause.message}; nothing was created`,
    "--save-answers <file> in a folder that you may write to",
    { cause },
  );
