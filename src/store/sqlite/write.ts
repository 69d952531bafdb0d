import type { Value, Writer } from "../driver.js";
import type { Statements } from "./connection.js";

const TOO_LATE = Symbol("a macrotask ran before the work was done");

/** What `work` gets: it answers at once, and refuses everything once the transaction is over or a statement failed. */
class SqliteWriter implements Writer {
  refusal: string | undefined;
  failure: unknown;

  constructor(readonly statements: Statements) {}

  async get<Row>(sql: string, values: readonly Value[] = []): Promise<Row | undefined> {
    return this.#do(() => this.statements.of(sql).get(...values) as Row | undefined);
  }

  async all<Row>(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return this.#do(() => this.statements.of(sql).all(...values) as Row[]);
  }

  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return this.#do(() => this.statements.of(sql).run(...values).changes);
  }

  async bulk(sql: string, rows: readonly (readonly Value[])[]): Promise<number> {
    return this.#do(() => {
      const statement = this.statements.of(sql);
      let changes = 0;
      for (const row of rows) changes += statement.run(...row).changes;
      return changes;
    });
  }

  /** A statement that failed ends the transaction on other engines, so it does here. */
  #do<T>(act: () => T): T {
    if (this.refusal) throw new Error(this.refusal);
    try {
      return act();
    } catch (error) {
      this.refusal = "the transaction goes on after a failed statement";
      this.failure = error;
      throw error;
    }
  }
}

/**
 * Runs `work` once between BEGIN IMMEDIATE and COMMIT.
 *
 * Everything that `tx` gives is there at once, so `work` is done before the event loop turns. When it is not, it awaited
 * something else, and others could have been waiting for the lock meanwhile: undone, and a defect.
 *
 * @throws whatever BEGIN throws (SQLITE_BUSY: nothing has happened), whatever `work` throws
 */
export async function writeOnce<T>(statements: Statements, work: (tx: Writer) => Promise<T>): Promise<T> {
  const { db } = statements;
  statements.of("BEGIN IMMEDIATE").run();

  const tx = new SqliteWriter(statements);
  let turn: NodeJS.Immediate | undefined;
  try {
    const nextTurn = new Promise<typeof TOO_LATE>((resolve) => {
      turn = nodeSetImmediate(resolve, TOO_LATE);
    });
    const running = work(tx);
    running.catch(() => {}); // when it comes too late, nobody else listens to how it ends
    const result = await Promise.race([running, nextTurn]);
    if (result === TOO_LATE) throw new Error("a transaction awaited something else than its tx, so it was undone");
    if (tx.refusal) throw new Error(tx.refusal, { cause: tx.failure });
    statements.of("COMMIT").run();
    return result;
  } catch (error) {
    if (db.inTransaction) statements.of("ROLLBACK").run();
    throw error;
  } finally {
    tx.refusal ??= "the transaction is over";
    clearImmediate(turn);
  }
}

// Taken once, so that a test which fakes the timers does not stop every write.
const nodeSetImmediate = setImmediate;
