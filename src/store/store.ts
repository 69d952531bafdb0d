import type { Reader, Writer } from "./driver.js";
import type { LogEvent } from "./log-events.js";

/** A change of the org in the making. */
export interface OrgWriter extends Writer {
  /** Adds an event to the System Log; it is there exactly when the change is. */
  record(event: LogEvent): Promise<void>;
}

/**
 * The database of appint, open.
 *
 * What is handed to `write` and `keep` may await nothing but its `tx` (hash passwords and make keys before), and must
 * bear being run again from its beginning: a busy or serializable database may ask for it. Neither may be called inside
 * the other, and `read` not inside either: use `tx`.
 */
export interface Store {
  /** Repositories take it as their first argument. Every read sees all that was written before. */
  readonly read: Reader;
  /**
   * Changes the org, the only way to do so. All or nothing.
   *
   * @throws Error, with nothing changed, when `work` recorded no event, awaited something else, or went on after a
   *   failed statement
   * @throws Problem STORE_BUSY when another process writes for longer than 5 s
   */
  write<T>(work: (tx: OrgWriter) => Promise<T>): Promise<T>;
  /** Keeps protocol state: sessions, codes, interactions, runs. Like `write`, without an event. */
  keep<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** Reads everything as it is when `work` begins, whatever is written meanwhile. `work` may take its time. */
  snapshot<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  /** Encrypts a secret for the database. */
  seal(text: string): string;
  /** @throws Problem SEAL_BROKEN */
  unseal(sealed: string): string;
  /** For messages: the path of the file. */
  readonly location: string;
  /** Random, made once for every database. */
  readonly instanceId: string;
  /** Waits for what is being written, then closes. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
