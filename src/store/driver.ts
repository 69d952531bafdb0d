/**
 * What a database engine must offer; the repositories of this folder know nothing else of it.
 * SQL is written in the common subset of SQLite and PostgreSQL, with `?` for every value.
 */

export type Value = string | number | null;

/** Reads on a connection of its own: never inside the write of somebody else. */
export interface Reader {
  /** The first row, or undefined. */
  get<Row>(sql: string, values?: readonly Value[]): Promise<Row | undefined>;
  all<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
}

/** Reads and writes inside one transaction. */
export interface Writer extends Reader {
  /** @returns how many rows were changed */
  run(sql: string, values?: readonly Value[]): Promise<number>;
  /** Runs one statement for many rows. @returns how many rows were changed */
  bulk(sql: string, rows: readonly (readonly Value[])[]): Promise<number>;
}

export interface Driver {
  readonly read: Reader;
  /**
   * Runs `work` in one transaction: committed when its promise is kept, rolled back when it is broken.
   * `work` may await nothing but its `tx` and must bear being run again (a serialization failure is retried).
   */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
