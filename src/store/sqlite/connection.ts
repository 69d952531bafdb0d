/** One connection to the file, with its statements kept prepared. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Value } from "../driver.js";

/** The native part where it is usually built; undefined lets the package search for it, which costs some milliseconds. */
const nativeBinding = (() => {
  const built = join(
    createRequire(import.meta.url).resolve("better-sqlite3"),
    "../../build/Release/better_sqlite3.node",
  );
  return existsSync(built) ? built : undefined;
})();

/** Is it the native part that is missing, or was built for another Node or machine? */
export const isEngineMissing = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === "ERR_DLOPEN_FAILED" ||
  /Could not locate the bindings file|NODE_MODULE_VERSION|did not self-register/.test(String(error));

/**
 * Opens the file.
 *
 * `synchronous`: a commit is in the operating system's hands before it is acknowledged, so it survives kill -9 of this
 * process either way. Under NORMAL with a write-ahead log, a power cut can take back the last commits but never damages
 * the file; FULL would prevent that at the price of a disk flush for every sign-in. Codes and sessions that are back
 * after a power cut are over soon; what a developer typed in the last second can be typed again. So NORMAL, except on
 * a file system without write-ahead log, where NORMAL could damage the file.
 */
export function connect(file: string, role: "writer" | "reader"): Database.Database {
  // No waiting inside SQLite: better-sqlite3 would wait with the whole process.
  const db = new Database(file, { timeout: 0, fileMustExist: true, nativeBinding });
  try {
    if (role === "writer") {
      if (db.pragma("journal_mode", { simple: true }) !== "wal") db.pragma("journal_mode = WAL");
      const mode = db.pragma("journal_mode", { simple: true });
      db.pragma(`synchronous = ${mode === "wal" ? "NORMAL" : "FULL"}`);
      db.pragma("foreign_keys = ON");
    } else {
      db.pragma("query_only = ON");
    }
    db.pragma("trusted_schema = OFF");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The statements of a connection. There are as many as the repositories have texts, so none is ever dropped. */
export class Statements {
  readonly #prepared = new Map<string, Database.Statement<Value[]>>();

  constructor(readonly db: Database.Database) {}

  of(sql: string): Database.Statement<Value[]> {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.db.prepare<Value[]>(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
