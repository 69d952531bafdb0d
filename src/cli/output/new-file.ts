/** A file that is there whole or not at all, readable for its owner only, and never in place of another one unasked. */
import { lstatSync } from "node:fs";
import { beginFile, type UnfinishedFile } from "../../whole-file.js";
import { fileNotWritable, fileThere } from "./problems.js";

/**
 * Writes a file piece by piece under a name of its own beside it, then gives it its name.
 *
 * @param force whether a file, or a link, of that name is replaced: the link, not what it points to
 * @param produce gets what it calls for each piece
 * @throws Problem FILE_EXISTS, FILE_NOT_WRITABLE, and what `produce` throws: nothing is left behind then
 */
export async function writeNewFile<T>(
  file: string,
  { force }: { force: boolean },
  produce: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const present = lstatSync(file, { throwIfNoEntry: false });
  if (present?.isDirectory()) throw fileNotWritable(file, "it is a folder");
  if (present && !force) throw fileThere(file);
  let begun: UnfinishedFile | undefined;
  try {
    const unfinished = beginFile(file);
    begun = unfinished;
    let held = "";
    const result = await produce(async (text) => {
      held += text;
      if (held.length <= 64 * 1024) return;
      unfinished.write(held);
      held = "";
    });
    unfinished.write(held);
    unfinished.finish({ force });
    return result;
  } catch (error) {
    begun?.abandon();
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw fileThere(file);
    if (code !== undefined && syscall !== undefined)
      throw fileNotWritable(file, `the system refuses with ${code}`, error);
    throw error;
  }
}
