/** Folders for what a person asked to be written. */
import { lstat, mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are not there. Level by level: where a file system makes no folders and says
 * ENOENT (`/proc`), Node's own recursive way never ends.
 *
 * @returns the topmost folder that was made; undefined when all were there
 * @throws the system's error
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  if (await isThere(folder)) return undefined;
  const above = dirname(folder) === folder ? undefined : await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return above ?? folder;
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
