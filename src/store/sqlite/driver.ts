/** The embedded engine: SQLite in one file, through better-sqlite3. */
import { closeSync, openSync, renameSync, statSync } from "node:fs";
import type { Driver, Reader, Value, Writer } from "../driver.js";
import { nativeModuleMissing, storeGone, storeOfAnotherProgram } from "../problems.js";
import { connect, isEngineMissing, Statements } from "./connection.js";
import { dialect } from "./dialect.js";
import { Patience } from "./patience.js";
import { isBusy, problemOf } from "./problems-of.js";
import { writeOnce } from "./write.js";

/**
 * Opens an existing file, empty or a database of appint.
 *
 * @throws Problem STORE_BUSY, STORE_NOT_A_DATABASE, STORE_OF_ANOTHER_PROGRAM, STORE_DAMAGED, STORE_READ_ONLY,
 *   STORE_NO_ACCESS, NATIVE_MODULE_MISSING
 */
export async function openSqlite(file: string, patience = new Patience(file)): Promise<Driver> {
  const opened: Statements[] = [];
  try {
    // The reader looks first: a file that is not ours must not even be switched to another journal.
    const reader = await patience.until(() => new Statements(connect(file, "reader")));
    opened.push(reader);
    const tables = await patience.until(() => tablesOf(reader));
    if (tables.length > 0 && !tables.includes("migration")) throw storeOfAnotherProgram(file);
    const writer = await patience.until(() => new Statements(connect(file, "writer")));
    opened.push(writer);
    return new SqliteDriver(file, reader, writer, patience);
  } catch (error) {
    for (const { db } of opened) db.close();
    if (isEngineMissing(error)) throw nativeModuleMissing(error);
    throw problemOf(error, file);
  }
}

const tablesOf = (statements: Statements): string[] =>
  (statements.of("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
    ({ name }) => name,
  );

/** Which file is at the path now; undefined when none is. */
function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

class SqliteDriver implements Driver {
  readonly dialect = dialect;
  readonly read: Reader;
  /** Ends when the last write that was asked for is over: they run one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  readonly #identity: string | undefined;

  constructor(
    readonly file: string,
    readonly reader: Statements,
    readonly writer: Statements,
    readonly patience: Patience,
  ) {
    this.#identity = identityOf(file);
    this.read = {
      get: <Row>(sql: string, values: readonly Value[] = []) =>
        this.#reading(() => reader.of(sql).get(...values) as Row | undefined),
      all: <Row>(sql: string, values: readonly Value[] = []) =>
        this.#reading(() => reader.of(sql).all(...values) as Row[]),
    };
  }

  async transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error("the store is closed");
    const asked = performance.now();
    const mine = this.#queue.then(() =>
      this.patience.until(() => {
        this.#refuseGone();
        return writeOnce(this.writer, work);
      }, asked),
    );
    this.#queue = mine.catch(() => {});
    return mine.catch((error) => {
      throw problemOf(error, this.file);
    });
  }

  /** A file that was deleted or replaced can still be written: into nothing that anybody will find. */
  #refuseGone(): void {
    if (identityOf(this.file) !== this.#identity) throw storeGone(this.file);
  }

  async snapshot<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error("the store is closed");
    // A connection of its own: on the shared one every other read would see the same old state.
    const statements = await this.patience.until(() => new Statements(connect(this.file, "reader")));
    const reading = async <R>(read: () => R): Promise<R> => {
      try {
        return read();
      } catch (error) {
        throw problemOf(error, this.file);
      }
    };
    try {
      statements.of("BEGIN").run();
      await this.patience.until(() => statements.of("SELECT name FROM sqlite_schema LIMIT 1").get()); // it begins with the first read
      return await work({
        get: <Row>(sql: string, values: readonly Value[] = []) =>
          reading(() => statements.of(sql).get(...values) as Row | undefined),
        all: <Row>(sql: string, values: readonly Value[] = []) =>
          reading(() => statements.of(sql).all(...values) as Row[]),
      });
    } finally {
      statements.db.close();
    }
  }

  async tables(): Promise<string[]> {
    return this.#reading(() => tablesOf(this.reader));
  }

  async backup(file: string): Promise<void> {
    const draft = `${file}.${process.pid}`;
    closeSync(openSync(draft, "w", 0o600)); // VACUUM INTO accepts an empty file, and would make one that all can read
    const db = connect(this.file, "reader");
    try {
      db.pragma("query_only = OFF"); // VACUUM INTO writes, though not into this file
      db.prepare("VACUUM INTO ?").run(draft);
    } finally {
      db.close();
    }
    renameSync(draft, file);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue;
    this.reader.db.close();
    this.writer.db.close();
  }

  /** Reads wait for nobody, except for the moment in which another process opens or closes the file. */
  async #reading<T>(read: () => T): Promise<T> {
    if (!this.reader.db.open) throw new Error("the store is closed");
    try {
      return read();
    } catch (error) {
      if (!isBusy(error)) throw problemOf(error, this.file);
    }
    try {
      return await this.patience.until(read);
    } catch (error) {
      throw problemOf(error, this.file);
    }
  }
}
