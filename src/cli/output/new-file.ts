/** A file that is there whole or not at all, readable for its owner only, and never in place of another one unasked. */
import { linkSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { randomToken } from "../../crypto/ids.js";
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
  const draft = `${file}.${randomToken(16)}`;
  let handle: FileHandle | undefined;
  try {
    const draftHandle = await open(draft, "wx", 0o600);
    handle = draftHandle;
    let held = "";
    const flush = async () => {
      await draftHandle.write(held);
      held = "";
    };
    const result = await produce(async (text) => {
      held += text;
      if (held.length > 64 * 1024) await flush();
    });
    await flush();
    await handle.sync();
    await handle.close();
    handle = undefined;
    name(draft, file, force);
    return result;
  } catch (error) {
    await handle?.close();
    remove(draft);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw fileThere(file);
    if (code !== undefined && syscall !== undefined)
      throw fileNotWritable(file, `the system refuses with ${code}`, error);
    throw error;
  }
}

/** A link is refused where somebody has made the name meanwhile; renaming would take its place. */
function name(draft: string, file: string, force: boolean): void {
  if (!force && linked(draft, file)) unlinkSync(draft);
  else renameSync(draft, file);
}

/** @returns false on a file system without links, where the name was free a moment ago */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

function remove(draft: string): void {
  try {
    unlinkSync(draft);
  } catch {
    // it was never made
  }
}
