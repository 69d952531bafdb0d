/** Writes files into a new or an empty folder: all of them or none. */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../output/make-folder.js";
import { folderNotEmpty, folderNotWritable, notAFolder } from "./problems.js";

/**
 * @param files text by file name
 * @throws Problem FOLDER_NOT_EMPTY, NOT_A_FOLDER, FOLDER_NOT_WRITABLE; then everything is as it was
 */
export async function scaffold(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const present = await entriesOf(folder);
  if (present && present.length > 0) throw folderNotEmpty(folder, present);
  let made: string | undefined;
  let staged: string | undefined;
  try {
    made = await makeFolder(present ? folder : dirname(folder));
    // Beside a new folder, which then appears at once; within an empty one, since it may be where the person stands.
    const stage = join(present ? folder : dirname(folder), `.appint-sample-${randomUUID()}`);
    await mkdir(stage);
    staged = stage;
    for (const [name, text] of Object.entries(files)) await writeFile(join(staged, name), text);
    if (present) for (const name of Object.keys(files)) await rename(join(staged, name), join(folder, name));
    else await rename(staged, folder);
  } catch (error) {
    if (present) for (const name of Object.keys(files)) await rm(join(folder, name), { force: true });
    if (staged) await rm(staged, { recursive: true, force: true });
    if (made) await rm(made, { recursive: true, force: true });
    throw folderNotWritable(folder, error as NodeJS.ErrnoException);
  }
  if (present) await rm(staged, { recursive: true, force: true });
}

/** What is in the folder; undefined where there is none. @throws Problem NOT_A_FOLDER, FOLDER_NOT_WRITABLE */
async function entriesOf(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "ENOTDIR") throw notAFolder(folder);
    throw folderNotWritable(folder, error as NodeJS.ErrnoException);
  }
}
