/** What a database says, seen from beside the CLI and without what differs from run to run: ids, times, keys, random. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";

/** Every row as text, sorted, in two halves. */
export interface DatabaseContent {
  /** What belongs to the org. */
  org: string[];
  /** The System Log, and protocol state: whatever has a time at which it is over. */
  rest: string[];
}

/** Which org is the current one: a setting of which only the id is kept. */
const CURRENT =
  "SELECT org.slug AS current FROM setting JOIN org ON org.id = setting.value WHERE setting.name = 'current_org'";

/** Both halves are empty when there is no file, or no schema in it yet. */
export function contentOf(file: string): DatabaseContent {
  const content: DatabaseContent = { org: [], rest: [] };
  if (!existsSync(file)) return content;
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    for (const table of tables.pluck().all() as string[]) {
      const columns = db.pragma(`table_info("${table}")`) as { name: string }[];
      const passes = columns.some(({ name }) => name === "expires") || table.startsWith("log_event");
      const rows = db.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[];
      if (table === "setting") rows.push(...(db.prepare(CURRENT).all() as Record<string, unknown>[]));
      content[passes ? "rest" : "org"].push(...rows.map((row) => `${table} ${told(row)}`));
    }
  } finally {
    db.close();
  }
  content.org.sort();
  content.rest.sort();
  return content;
}

const told = (row: Record<string, unknown>): string =>
  JSON.stringify(row, (name, value) => {
    if (name === "seq") return undefined;
    return typeof value === "string" && !/^[{[]/.test(value) ? lasting(value) : value;
  }).replace(/\\?"[^"\\]{20,}\\?"/g, lasting);

/** The text with what is made anew in every run replaced by what it is. */
const lasting = (text: string): string =>
  text
    .replace(/-----BEGIN [^-]+-----[\s\S]+?-----END [^-]+-----/g, "<pem>")
    .replace(/\b(0oa|00u|00g|00o|0ua|ocs|exk|aln|run)[A-Za-z0-9]{17}\b/g, "<$1>")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>")
    .replace(/(?<![\w-])(?:v1\.|scrypt\$\d+\$8\$1\$)?[\w$-]{26,}(?![\w-])/g, "<random>");
