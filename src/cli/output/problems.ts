/** A file that was asked for and cannot be made. */
import { Problem } from "../../problem.js";

/** Something has the name already. */
export const fileThere = (file: string) =>
  new Problem(
    "FILE_EXISTS",
    4,
    `${file} is there already`,
    "a file, or a link, is never replaced unasked; nothing was written",
    "choose another name, or replace it with --force",
  );

export const fileNotWritable = (file: string, why: string, cause?: unknown) =>
  new Problem("FILE_NOT_WRITABLE", 5, `${file} cannot be written`, why, "choose another place", { cause });
