/** Runs of the smoke test, each with the overlay that it lays over the org for its own requests. */
import { sha256Hex } from "../crypto/hash.js";
import type { Reader, Writer } from "./driver.js";

/** What is different for the requests of a run: the org itself stays untouched. */
export interface Overlay {
  unassigned?: { app: string; user: string }[];
  inactiveApps?: string[];
  suspendedUsers?: string[];
  /** Members of an app's document that are seen with another value: `settings.signOn.audience`. */
  settings?: { app: string; path: string; value: unknown }[];
}

export interface Run {
  id: string;
  org: string;
  overlay: Overlay;
  /** Hash of the password that `testUser` has in this run and nowhere else. */
  passwordHash: string | null;
  testUser: string | null;
  created: Date;
  expires: Date;
}

/** A run with the value of its cookie, which only whoever makes it knows: the table holds its SHA-256. */
export interface NewRun extends Run {
  token: string;
}

interface Row {
  id: string;
  org_id: string;
  overlay: string;
  password_hash: string | null;
  test_user_id: string | null;
  created: string;
  expires: string;
}

const COLUMNS = "id, org_id, overlay, password_hash, test_user_id, created, expires";

const runOf = (row: Row): Run => ({
  id: row.id,
  org: row.org_id,
  overlay: JSON.parse(row.overlay) as Overlay,
  passwordHash: row.password_hash,
  testUser: row.test_user_id,
  created: new Date(row.created),
  expires: new Date(row.expires),
});

/** Keeps a run. */
export async function insertRun(tx: Writer, run: NewRun): Promise<void> {
  await tx.run(`INSERT INTO run (${COLUMNS}, token_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    run.id,
    run.org,
    JSON.stringify(run.overlay),
    run.passwordHash,
    run.testUser,
    run.created.toISOString(),
    run.expires.toISOString(),
    sha256Hex(run.token),
  ]);
}

/** The run with this id, unless it is over. */
export async function runById(db: Reader, id: string, now: Date): Promise<Run | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM run WHERE id = ? AND expires > ?`, [id, now.toISOString()]);
  return row && runOf(row);
}

/** The run whose cookie has this SHA-256, unless it is over. */
export async function runByTokenHash(db: Reader, tokenHash: string, now: Date): Promise<Run | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM run WHERE token_hash = ? AND expires > ?`, [
    tokenHash,
    now.toISOString(),
  ]);
  return row && runOf(row);
}

/** Lays another overlay over the org for the run's requests. @returns false when the run is gone */
export async function setRunOverlay(tx: Writer, id: string, overlay: Overlay): Promise<boolean> {
  return (await tx.run("UPDATE run SET overlay = ? WHERE id = ?", [JSON.stringify(overlay), id])) === 1;
}

/** Ends a run; its sessions go with it. @returns false when there was none */
export async function deleteRun(tx: Writer, id: string): Promise<boolean> {
  return (await tx.run("DELETE FROM run WHERE id = ?", [id])) === 1;
}

/** Ends the runs whose time is over: those that were killed. @returns how many */
export async function deleteExpired(tx: Writer, now: Date): Promise<number> {
  return tx.run("DELETE FROM run WHERE expires <= ?", [now.toISOString()]);
}
