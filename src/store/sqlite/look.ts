/** One connection that only reads, and what the engine itself knows of a file: its schema, its references, its damage. */
import Database from "better-sqlite3";
import type { Value } from "../driver.js";
import type { Inspection, Reference, SchemaPart } from "../inspect.js";
import type { Migration } from "../migration.js";
import { nativeModuleMissing, storeBusy, storeOfAnotherProgram } from "../problems.js";
import { connect, isEngineMissing, Statements } from "./connection.js";
import { dialect } from "./dialect.js";
import { Patience } from "./patience.js";
import { problemOf } from "./problems-of.js";

const PARTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";

type Look = Omit<Inspection, "missing" | "hasPart" | "unsealer"> & {
  /** What the schema consists of. */
  parts(): SchemaPart[];
};

/** @throws Problem as `inspect` does */
export async function openToLook(file: string): Promise<Look> {
  let statements: Statements | undefined;
  try {
    const opened = await new Patience(file).until(() => new Statements(connect(file, "reader")));
    statements = opened;
    const { db } = opened;
    db.exec("BEGIN"); // every answer is about one moment, whoever writes meanwhile
    const all = <Row>(sql: string, values: readonly Value[] = []): Row[] => {
      try {
        return opened.of(sql).all(...values) as Row[];
      } catch (error) {
        throw problemOf(error, file);
      }
    };
    const parts = () => all<SchemaPart>(PARTS);
    const tables = parts().flatMap(({ type, name }) => (type === "table" ? [name] : []));
    const isOurs = tables.includes("migration");
    if (tables.length > 0 && !isOurs) throw storeOfAnotherProgram(file);
    return {
      read: {
        get: async <Row>(sql: string, values?: readonly Value[]) => all<Row>(sql, values)[0],
        all: async <Row>(sql: string, values?: readonly Value[]) => all<Row>(sql, values),
      },
      references: tables.flatMap((table) => referencesOf(db, table)),
      columns: new Map(tables.map((table) => [table, columnsOf(db, table)])),
      applied: isOurs ? all<{ id: string }>("SELECT id FROM migration ORDER BY id").map(({ id }) => id) : [],
      parts,
      integrity: () =>
        all<{ integrity_check: string }>("PRAGMA integrity_check")
          .map((row) => row.integrity_check)
          .filter((line) => line !== "ok"),
      close: () => void db.close(),
    };
  } catch (error) {
    statements?.db.close();
    if (isEngineMissing(error)) throw nativeModuleMissing(error);
    throw problemOf(error, file);
  }
}

/** The schema that these migrations make of nothing. */
export function expectedSchema(steps: readonly Migration[]): SchemaPart[] {
  const db = new Database(":memory:");
  try {
    for (const step of steps) for (const statement of step.statements(dialect)) db.exec(statement);
    return db.prepare(PARTS).all() as SchemaPart[];
  } finally {
    db.close();
  }
}

function referencesOf(db: Database.Database, table: string): Reference[] {
  const rows = db.pragma(`foreign_key_list("${table}")`) as Record<"table" | "from" | "to" | "on_delete", string>[];
  return rows.map((row) => ({
    table,
    column: row.from,
    parent: row.table,
    parentColumn: row.to,
    onDelete: row.on_delete,
  }));
}

const columnsOf = (db: Database.Database, table: string): string[] =>
  (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);

/** Takes the whole journal into the database and cuts it to nothing. @throws Problem STORE_BUSY while others use it */
export function takeJournalIn(file: string): void {
  const db = connect(file, "writer");
  try {
    const [{ busy } = { busy: 1 }] = db.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    if (busy !== 0) throw storeBusy(file, 0);
  } finally {
    db.close();
  }
}
