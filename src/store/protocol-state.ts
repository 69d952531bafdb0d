/** What the OAuth engine remembers: codes, tokens, grants, interactions. One row a thing, found by model and id. */
import type { Reader, Writer } from "./driver.js";

export interface ProtocolState {
  /** The engine's word for what it is: `AuthorizationCode`, `RefreshToken`, `Grant`, … */
  model: string;
  /** Name of the thing within its model. Where the id is itself a secret, hand in its hash. */
  id: string;
  /** The org that it belongs to, and goes with. */
  org: string;
  issuer: string;
  payload: Record<string, unknown>;
  /** The grant that it hangs on, and is revoked with. */
  grant: string | null;
  uid: string | null;
  userCode: string | null;
  /** When it was used up, where it can be. */
  consumed: Date | null;
  expires: Date | null;
}

interface Row {
  model: string;
  id: string;
  org_id: string;
  issuer: string;
  payload: string;
  grant_id: string | null;
  uid: string | null;
  user_code: string | null;
  consumed: string | null;
  expires: string | null;
}

const COLUMNS = "model, id, org_id, issuer, payload, grant_id, uid, user_code, consumed, expires";

const stateOf = (row: Row): ProtocolState => ({
  model: row.model,
  id: row.id,
  org: row.org_id,
  issuer: row.issuer,
  payload: JSON.parse(row.payload) as Record<string, unknown>,
  grant: row.grant_id,
  uid: row.uid,
  userCode: row.user_code,
  consumed: row.consumed === null ? null : new Date(row.consumed),
  expires: row.expires === null ? null : new Date(row.expires),
});

type NewState = Omit<ProtocolState, "consumed">;

const INSERT = `INSERT INTO protocol_state (model, id, org_id, issuer, payload, grant_id, uid, user_code, expires)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const rowOf = (state: NewState) => [
  state.model,
  state.id,
  state.org,
  state.issuer,
  JSON.stringify(state.payload),
  state.grant,
  state.uid,
  state.userCode,
  state.expires?.toISOString() ?? null,
];

/** Keeps or replaces a thing. What was used up stays used up, whatever is put over it. */
export async function putState(tx: Writer, state: NewState): Promise<void> {
  await tx.run(
    `${INSERT}
     ON CONFLICT (model, id) DO UPDATE SET issuer = excluded.issuer, payload = excluded.payload,
       grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code, expires = excluded.expires`,
    rowOf(state),
  );
}

/**
 * Keeps a thing that nobody has kept before.
 *
 * @returns true for exactly one caller, however many try at once
 */
export async function putStateOnce(tx: Writer, state: NewState): Promise<boolean> {
  const kept = await tx.run(`${INSERT} ON CONFLICT DO NOTHING`, rowOf(state));
  return kept === 1;
}

/** The thing with this id, used up or expired or not (the engine judges both), or undefined. */
export async function stateById(db: Reader, model: string, id: string): Promise<ProtocolState | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM protocol_state WHERE model = ? AND id = ?`, [model, id]);
  return row && stateOf(row);
}

/** The thing with this uid, or undefined. */
export async function stateByUid(db: Reader, model: string, uid: string): Promise<ProtocolState | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM protocol_state WHERE model = ? AND uid = ?`, [model, uid]);
  return row && stateOf(row);
}

/** The thing with this user code (device authorization), or undefined. */
export async function stateByUserCode(db: Reader, model: string, userCode: string): Promise<ProtocolState | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM protocol_state WHERE model = ? AND user_code = ?`, [
    model,
    userCode,
  ]);
  return row && stateOf(row);
}

/**
 * Uses the thing up.
 *
 * @returns true for exactly one caller, however many try at once; false when it was used up, is over or unknown
 */
export async function consumeState(tx: Writer, model: string, id: string, now: Date): Promise<boolean> {
  const consumed = await tx.run(
    `UPDATE protocol_state SET consumed = ?
     WHERE model = ? AND id = ? AND consumed IS NULL AND (expires IS NULL OR expires > ?)`,
    [now.toISOString(), model, id, now.toISOString()],
  );
  return consumed === 1;
}

/** Forgets a thing. @returns false when there was none */
export async function deleteState(tx: Writer, model: string, id: string): Promise<boolean> {
  return (await tx.run("DELETE FROM protocol_state WHERE model = ? AND id = ?", [model, id])) === 1;
}

/** Forgets everything that hangs on a grant: codes and tokens of every model. @returns how many */
export async function deleteStateOfGrant(tx: Writer, grant: string): Promise<number> {
  return tx.run("DELETE FROM protocol_state WHERE grant_id = ?", [grant]);
}

/**
 * Forgets what was issued to an app that is being deleted, so that nothing of it waits for its time to be over.
 * The engine keeps the client id inside its payload; an id is letters and digits, so nothing in it needs escaping.
 *
 * @returns how many
 */
export async function deleteStateOfClient(tx: Writer, org: string, client: string): Promise<number> {
  const names = `%"${client}"%`;
  return tx.run(
    `DELETE FROM protocol_state WHERE org_id = ? AND (payload LIKE ?
       OR grant_id IN (SELECT grant_id FROM protocol_state WHERE org_id = ? AND payload LIKE ?))`,
    [org, names, org, names],
  );
}
