/** Reporters and report files that cannot be used. */
import { Problem } from "../problem.js";

export const badReporter = (typed: string, names: readonly string[], nearest: string | undefined) =>
  new Problem(
    "UNKNOWN_REPORTER",
    2,
    `There is no reporter "${typed}"`,
    `there are ${names.join(", ")}`,
    `--reporter ${nearest ?? "junit"}`,
  );

export const reportWithoutReporter = (file: string, names: readonly string[]) =>
  new Problem(
    "REPORT_WITHOUT_REPORTER",
    2,
    file.trim() === "" ? "--report is empty" : "--report has nothing to write",
    file.trim() === "" ? "it names no file" : `only the reporters ${names.join(" and ")} write files`,
    `--reporter ${names[0]} --report ${file.trim() === "" ? "<file>" : file}`,
  );

export const reporterWithJson = (reporter: string) =>
  new Problem(
    "REPORTER_WITH_JSON",
    2,
    `--reporter ${reporter} does not go with --json`,
    "stdout holds one of them",
    reporter === "github"
      ? "leave one of them out"
      : `--reporter ${reporter} --report <file>, or leave one of them out`,
  );

export const reportNotWritable = (file: string, cause: NodeJS.ErrnoException) =>
  new Problem(
    "REPORT_NOT_WRITABLE",
    5,
    `The report cannot be written to ${file}`,
    cause.message,
    "--report <a file in a folder that you may write to>",
    { cause },
  );
