/**
 * A row of an org in every table that the schema ties to an org, made up from the schema itself: a table that is added
 * later is filled, looked at and counted without anybody thinking of it.
 */
import Database from "better-sqlite3";

interface Column {
  name: string;
  type: string;
}
interface ForeignKey {
  from: string;
  table: string;
  to: string;
}

export interface Schema {
  /** Tables with a way to `org` along their foreign keys, each behind those that it refers to. */
  ofAnOrg: string[];
  others: string[];
  columns(table: string): Column[];
  foreignKeys(table: string): ForeignKey[];
}

export type Row = Record<string, string | number | null>;

export function schemaOf(db: Database.Database): Schema {
  const all = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  const columns = (table: string) => db.pragma(`table_info(${table})`) as Column[];
  const foreignKeys = (table: string) => db.pragma(`foreign_key_list(${table})`) as ForeignKey[];
  const ofAnOrg = ["org"];
  for (let found = true; found; ) {
    const next = all.filter((table) => {
      const to = foreignKeys(table).map((key) => key.table);
      return !ofAnOrg.includes(table) && to.length > 0 && to.every((each) => each === table || ofAnOrg.includes(each));
    });
    ofAnOrg.push(...next);
    found = next.length > 0;
  }
  return { ofAnOrg, others: all.filter((table) => !ofAnOrg.includes(table)), columns, foreignKeys };
}

/**
 * Adds a row of the org to every table of an org, but for `org` itself.
 *
 * @param mark stands in every text of these rows
 * @param more values of one table's columns that mean something to the test
 * @returns the rows by table
 */
export function fillEveryTable(
  file: string,
  org: string,
  mark: string,
  more: Record<string, Row> = {},
): Record<string, Row> {
  const db = new Database(file);
  try {
    db.pragma("foreign_keys = ON");
    const schema = schemaOf(db);
    const rows: Record<string, Row> = {};
    for (const table of schema.ofAnOrg.slice(1)) {
      const row: Row = {};
      for (const { name, type } of schema.columns(table))
        row[name] = /INT/i.test(type) ? 1_000_000 + mark.length : `${mark} ${table} ${name}`;
      for (const { from, table: to, to: column } of schema.foreignKeys(table))
        row[from] = to === "org" ? org : (rows[to]?.[column] ?? null);
      Object.assign(row, more[table]);
      const names = Object.keys(row);
      db.prepare(
        `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`,
      ).run(row);
      rows[table] = row;
    }
    return rows;
  } finally {
    db.close();
  }
}

/** Every row of every table, as it lies in the file. */
export function everyRow(file: string): Record<string, Row[]> {
  const db = new Database(file, { readonly: true });
  try {
    const { ofAnOrg, others } = schemaOf(db);
    return Object.fromEntries(
      [...ofAnOrg, ...others].map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all() as Row[]]),
    );
  } finally {
    db.close();
  }
}
