import {
  storeDamaged,
  storeDiskFailed,
  storeFull,
  storeNoAccess,
  storeNotADatabase,
  storeReadOnly,
} from "../problems.js";

/** SQLite's own code of an error (`SQLITE_BUSY`), or "" for everything else. */
export function sqliteCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : "";
}

/** Does somebody else hold a lock? Trying again later may help. */
export const isBusy = (error: unknown): boolean => sqliteCode(error).startsWith("SQLITE_BUSY");

/** What the error means to the person, where it means something; else the error itself, a defect of ours. */
export function problemOf(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  // The shared memory beside the file is a file too; on a full disk it cannot be given its size.
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE") return storeFull(file, error);
  if (code === "SQLITE_NOTADB") return storeNotADatabase(file, error);
  if (code.startsWith("SQLITE_CORRUPT")) return storeDamaged(file, error);
  if (code.startsWith("SQLITE_READONLY")) return storeReadOnly(file, error);
  if (code.startsWith("SQLITE_CANTOPEN") || code === "SQLITE_PERM") return storeNoAccess(file, error);
  if (code.startsWith("SQLITE_IOERR")) return storeDiskFailed(file, error);
  return error;
}
