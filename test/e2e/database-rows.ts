/** How many rows each table of a database has, seen from beside the CLI: what must not have changed, has not. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";

/** Table → rows; empty when there is no file. */
export function rowsOf(file: string): Record<string, number> {
  if (!existsSync(file)) return {};
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
    return Object.fromEntries(
      (tables as string[]).map((table) => [
        table,
        db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number,
      ]),
    );
  } finally {
    db.close();
  }
}
