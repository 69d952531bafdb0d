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

/** Reads and writes inside one transaction. After a failed statement nothing more can be done in it. */
export interface Writer extends Reader {
  /** @returns how many rows were changed */
  run(sql: string, values?: readonly Value[]): Promise<number>;
  /** Runs one statement for many rows. @returns how many rows were changed */
  bulk(sql: string, rows: readonly (readonly Value[])[]): Promise<number>;
}

/** Where the engines' SQL differs, by what is meant. Only migrations ask. */
export interface Dialect {
  /** Type of a text column that is sorted and compared by code point, whatever the database's own collation. */
  readonly sortedText: string;
  /** Type of a primary key that the engine counts up and never uses twice. */
  readonly countingKey: string;
}

export interface Driver {
  readonly read: Reader;
  readonly dialect: Dialect;
  /**
   * Runs `work` in one transaction: committed when its promise is kept, rolled back when it is broken.
   * `work` may await nothing but its `tx` and must bear being run again (a serialization failure is retried).
   */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** Reads everything as it is when `work` begins, whatever is written meanwhile; nobody waits for it. */
  snapshot<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  /** Names of the tables that are there; may be asked inside a transaction, and then tells the state before it. */
  tables(): Promise<string[]>;
  /** Writes a copy of the database as it was before the running transaction. Absent where the engine has its own way. */
  backup?(file: string): Promise<void>;
  close(): Promise<void>;
}
