/** Sessions of people at the IdP. The table holds only the SHA-256 of the cookie's value. */
import { sha256Hex } from "../crypto/hash.js";
import type { Reader, Writer } from "./driver.js";

export interface IdpSession {
  /** Public handle: in the log, in `sid` claims. Stays while the cookie's value changes. */
  uid: string;
  org: string;
  /** Null before somebody signed in. */
  user: string | null;
  authTime: Date;
  /** How the user signed in (`pwd`, …). @see rfc8176 §2 */
  amr: string[];
  /** The run of the smoke test that the session belongs to. */
  run: string | null;
  created: Date;
  expires: Date;
  /** What the protocol engine keeps in a session; must not contain the cookie's value. */
  state: Record<string, unknown>;
}

/** A session with the value of its cookie, which only whoever makes it knows. */
export interface NewIdpSession extends IdpSession {
  id: string;
}

interface Row {
  uid: string;
  org_id: string;
  user_id: string | null;
  auth_time: string;
  amr: string;
  run_id: string | null;
  created: string;
  expires: string;
  state: string;
}

const COLUMNS = "uid, org_id, user_id, auth_time, amr, run_id, created, expires, state";

const sessionOf = (row: Row): IdpSession => ({
  uid: row.uid,
  org: row.org_id,
  user: row.user_id,
  authTime: new Date(row.auth_time),
  amr: JSON.parse(row.amr) as string[],
  run: row.run_id,
  created: new Date(row.created),
  expires: new Date(row.expires),
  state: JSON.parse(row.state) as Record<string, unknown>,
});

/** Keeps a session; one with the same uid is replaced, since the cookie's value changes when somebody signs in. */
export async function insertSession(tx: Writer, session: NewIdpSession): Promise<void> {
  await tx.run(
    `INSERT INTO idp_session (id_hash, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (uid) DO UPDATE SET id_hash = excluded.id_hash, user_id = excluded.user_id,
       auth_time = excluded.auth_time, amr = excluded.amr, run_id = excluded.run_id, expires = excluded.expires,
       state = excluded.state`,
    [
      sha256Hex(session.id),
      session.uid,
      session.org,
      session.user,
      session.authTime.toISOString(),
      JSON.stringify(session.amr),
      session.run,
      session.created.toISOString(),
      session.expires.toISOString(),
      JSON.stringify(session.state),
    ],
  );
}

/** The session whose cookie has this SHA-256, unless it is over. */
export async function sessionById(db: Reader, idHash: string, now: Date): Promise<IdpSession | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM idp_session WHERE id_hash = ? AND expires > ?`, [
    idHash,
    now.toISOString(),
  ]);
  return row && sessionOf(row);
}

/** The session with this public handle, unless it is over. */
export async function sessionByUid(db: Reader, uid: string, now: Date): Promise<IdpSession | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM idp_session WHERE uid = ? AND expires > ?`, [
    uid,
    now.toISOString(),
  ]);
  return row && sessionOf(row);
}

/** Replaces what may change about a session, found by its uid; the cookie stays. @returns false when it is gone */
export async function updateSession(tx: Writer, session: IdpSession): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE idp_session SET user_id = ?, auth_time = ?, amr = ?, run_id = ?, expires = ?, state = ? WHERE uid = ?`,
    [
      session.user,
      session.authTime.toISOString(),
      JSON.stringify(session.amr),
      session.run,
      session.expires.toISOString(),
      JSON.stringify(session.state),
      session.uid,
    ],
  );
  return changed === 1;
}

/** Ends the session whose cookie has this SHA-256. @returns false when there was none */
export async function deleteSession(tx: Writer, idHash: string): Promise<boolean> {
  return (await tx.run("DELETE FROM idp_session WHERE id_hash = ?", [idHash])) === 1;
}

/** Ends the session with this public handle. @returns false when there was none */
export async function deleteSessionByUid(tx: Writer, uid: string): Promise<boolean> {
  return (await tx.run("DELETE FROM idp_session WHERE uid = ?", [uid])) === 1;
}
