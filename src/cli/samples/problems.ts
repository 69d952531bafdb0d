/** Why a sample app cannot be written where it should go. */
import { Problem } from "../../problem.js";

export const folderNotEmpty = (folder: string, present: readonly string[]) =>
  new Problem(
    "FOLDER_NOT_EMPTY",
    4,
    `${folder} is not empty`,
    `it holds ${present.slice(0, 3).join(", ")}${present.length > 3 ? ", …" : ""}; a sample never mixes with files of yours`,
    "--output <a new folder>",
  );

export const notAFolder = (path: string) =>
  new Problem("NOT_A_FOLDER", 4, `${path} is no folder`, "a file has that name", "--output <a new folder>");

export const folderNotWritable = (folder: string, cause: NodeJS.ErrnoException) =>
  new Problem(
    "FOLDER_NOT_WRITABLE",
    5,
    `Nothing could be written to ${folder}`,
    cause.message,
    "--output <a folder that you may write to>",
    { cause },
  );

export const unknownSample = (typed: string, kinds: readonly string[], nearest: string | undefined) =>
  new Problem(
    "UNKNOWN_SAMPLE",
    2,
    `There is no sample "${typed}"`,
    `there are ${kinds.join(" and ")}`,
    `appint sample ${nearest ?? kinds[0]}`,
  );

export const outputWithoutSample = (flag: string, kinds: readonly string[]) =>
  new Problem(
    "SAMPLE_NOT_NAMED",
    2,
    `${flag} is given without a sample`,
    `the samples are ${kinds.join(" and ")}`,
    `appint sample ${kinds[0]} ${flag} …`,
  );

/** An empty text, mostly of a variable that is not set; taking the present folder then would be the wrong one. */
export const folderNotNamed = () =>
  new Problem("FOLDER_NOT_NAMED", 2, "--output is empty", "it names no folder", "--output <a new folder>");
