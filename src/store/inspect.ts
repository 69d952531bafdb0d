/**
 * A database seen as it lies there: nothing is made, migrated or written. Whoever wants to know what is wrong with a
 * database that does not open goes this way; everybody else takes `openStore`.
 */
import { unsealWith } from "../crypto/seal.js";
import { keyOfKnownDatabase } from "./database-key.js";
import type { Reader } from "./driver.js";
import { migrations } from "./migrations/index.js";
import { expectedSchema, openToLook } from "./sqlite/look.js";

/** A column that leads to another table. */
export interface Reference {
  table: string;
  column: string;
  parent: string;
  parentColumn: string;
  /** What becomes of the row when the row that it leads to goes: `CASCADE`, `SET NULL`, `NO ACTION`. */
  onDelete: string;
}

/** Something of the schema, with the statement that makes it. */
export interface SchemaPart {
  type: "table" | "index" | "trigger" | "view";
  name: string;
  sql: string;
}

export interface Inspection {
  readonly read: Reader;
  readonly references: readonly Reference[];
  /** Table → its columns. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Ids of the migrations that the file went through, in order. */
  readonly applied: readonly string[];
  /** What SQLite finds when it reads every page; empty for a sound file. */
  integrity(): string[];
  /** Whether the schema has a part of this name. */
  hasPart(name: string): boolean;
  /** What the migrations that were applied would have made, and is not there or different. */
  missing(): SchemaPart[];
  /**
   * What opens sealed texts; undefined where the database has no key yet.
   *
   * @throws Problem SECRET_KEY_LOST, SECRET_KEY_FOREIGN and the like
   */
  unsealer(): Promise<((sealed: string) => string) | undefined>;
  close(): void;
}

/**
 * Opens the file to look at it.
 *
 * @param secretKey what APPINT_SECRET_KEY says, if anything; else the key file beside the database is read
 * @throws Problem STORE_NOT_A_DATABASE, STORE_OF_ANOTHER_PROGRAM, STORE_DAMAGED, STORE_NO_ACCESS, STORE_READ_ONLY,
 *   STORE_BUSY, NATIVE_MODULE_MISSING
 */
export async function inspect(file: string, secretKey?: string): Promise<Inspection> {
  const { parts, ...look } = await openToLook(file);
  return {
    ...look,
    hasPart: (name) => parts().some((part) => part.name === name),
    missing() {
      const there = new Map(parts().map((part) => [part.name, part.sql]));
      const steps = migrations.filter(({ id }) => look.applied.includes(id));
      return expectedSchema(steps).filter(({ name, sql }) => there.get(name) !== sql);
    },
    async unsealer() {
      const key = await keyOfKnownDatabase(look.read, `${file}.key`, secretKey);
      return key && ((sealed) => unsealWith(key, sealed));
    },
  };
}
