/** The place of the database in the file system, before an engine touches it. */
import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Problem } from "../problem.js";
import {
  storeCutToNothing,
  storeFolderMissing,
  storeFull,
  storeIsAFolder,
  storeMissing,
  storeNoAccess,
  storeReadOnly,
} from "./problems.js";

/**
 * Sees to it that the file is there (empty, mode 0600, when it is new) and can be read and written.
 * A folder named `.appint` is made too, and keeps itself out of git.
 *
 * @throws Problem STORE_MISSING, STORE_FOLDER_MISSING, STORE_NO_ACCESS, STORE_READ_ONLY, STORE_IS_A_FOLDER,
 *   STORE_CUT_TO_NOTHING, STORE_FULL
 */
export function prepareFile(options: { file: string; create?: boolean; createFolder?: boolean }): void {
  const { file, create = true, createFolder = false } = options;
  const folder = dirname(resolve(file));
  if (!create && !existsSync(file)) throw storeMissing(file);

  prepareFolder(file, folder, createFolder);
  try {
    // The engine gives its journals the mode of the file.
    closeSync(openSync(file, "wx", 0o600));
    return;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EROFS") throw storeReadOnly(folder, error);
    if (isFull(code)) throw storeFull(file, error);
    if (code !== "EEXIST") throw storeNoAccess(folder, error);
  }

  refuseFolder(file);
  try {
    closeSync(openSync(file, "r")); // opened, not asked with access(): that judges by the real user, not the effective one
  } catch (error) {
    throw storeNoAccess(file, error);
  }
  try {
    closeSync(openSync(file, "r+"));
  } catch (error) {
    throw storeReadOnly(file, error);
  }
  // The key first: whoever is making this database now writes into the file before the key is there.
  if (existsSync(`${file}.key`) && statSync(file).size === 0 && !existsSync(`${file}-wal`))
    throw storeCutToNothing(file);
}

function refuseFolder(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw storeIsAFolder(file, join(file, "appint.db"));
  // "wx" does not follow a link that leads nowhere: it says EEXIST of the link itself.
  if (!found) throw storeMissing(file);
}

function prepareFolder(file: string, folder: string, createFolder: boolean): void {
  const ours = basename(folder) === ".appint";
  try {
    if (!existsSync(folder)) {
      if (!createFolder && !(ours && existsSync(dirname(folder)))) throw storeFolderMissing(file, folder);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    if (ours && !existsSync(join(folder, ".gitignore"))) {
      writeFileSync(join(folder, ".gitignore"), "# The database and its key stay on this machine.\n*\n", {
        flag: "wx",
      });
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (codeOf(error) === "EROFS") throw storeReadOnly(folder, error);
    if (isFull(codeOf(error))) throw storeFull(file, error);
    if (codeOf(error) !== "EEXIST") throw storeNoAccess(folder, error); // EEXIST: somebody else wrote the .gitignore now
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const isFull = (code: string | undefined) => code === "ENOSPC" || code === "EDQUOT";
