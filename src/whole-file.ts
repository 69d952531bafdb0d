/** Files that are there whole or not at all: written under a name of their own beside the place, which doctor knows. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { randomToken } from "./crypto/ids.js";

/** Ends the name of what is being written. Where the process is killed, it is left behind. */
const SUFFIX = ".appint-unfinished";

/** Whether a file of this name is one that was begun here, whatever it was to become. */
export const isUnfinished = (name: string): boolean =>
  name.endsWith(SUFFIX) && /.\.[\w-]{22}$/.test(name.slice(0, -SUFFIX.length));

export interface UnfinishedFile {
  write(text: string): void;
  /**
   * Gives the file its name, when all of it is on the disk.
   *
   * @param force whether a file, or a link, of that name is replaced: the link, not what it points to
   * @throws Error EEXIST where it is not, and others of the file system
   */
  finish(options: { force: boolean }): void;
  /** Leaves nothing behind; may be called whatever went wrong. */
  abandon(): void;
}

/**
 * Begins a file.
 *
 * @param mode who may read it: its owner alone, unless told otherwise
 * @throws Error of the file system
 */
export function beginFile(file: string, mode = 0o600): UnfinishedFile {
  const unfinished = `${file}.${randomToken(16)}${SUFFIX}`;
  const fd = openSync(unfinished, "wx", mode);
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(fd);
  };
  return {
    write: (text) => writeFileSync(fd, text),
    finish({ force }) {
      fsyncSync(fd);
      close();
      if (!force && linked(unfinished, file)) unlinkSync(unfinished);
      else renameSync(unfinished, file);
    },
    abandon() {
      try {
        close();
        unlinkSync(unfinished);
      } catch {
        // it has its name already, or its folder is gone
      }
    },
  };
}

/** Writes a file in place of whatever has its name. @throws Error of the file system; nothing is left behind then */
export function writeWholeFile(file: string, text: string, mode?: number): void {
  const begun = beginFile(file, mode);
  try {
    begun.write(text);
    begun.finish({ force: true });
  } catch (error) {
    begun.abandon();
    throw error;
  }
}

/**
 * A link is refused where somebody has made the name meanwhile; renaming would take its place.
 *
 * @returns false on a file system without links, where the name was free a moment ago
 */
function linked(unfinished: string, file: string): boolean {
  try {
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
