/** What may be used once: session tokens, page handles, request ids, the replay cache. */
import type { Reader, Writer } from "./driver.js";

export interface OneTime {
  /** What it is: `session-token`, `authn-request`, … */
  kind: string;
  /** Hand in the hash of what the bearer holds, never the thing itself. */
  id: string;
  /** The org that issued it, and takes it along when it is deleted. */
  org: string;
  /** Becomes JSON: what it says of dates and undefined members holds. */
  payload: object;
  expires: Date;
}

/** Keeps it until it is redeemed or over. @returns false when the id was seen before: a replay */
export async function issueOnce(tx: Writer, { kind, id, org, payload, expires }: OneTime): Promise<boolean> {
  const inserted = await tx.run(
    "INSERT INTO one_time (kind, id, org_id, payload, expires) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO NOTHING",
    [kind, id, org, JSON.stringify(payload), expires.toISOString()],
  );
  return inserted === 1;
}

/**
 * Uses it up.
 *
 * @returns its payload for exactly one caller, however many try at once; undefined when it was used, is over or unknown
 */
export async function redeemOnce(
  tx: Writer,
  kind: string,
  id: string,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  const row = await tx.get<{ payload: string }>(
    "UPDATE one_time SET used = ? WHERE kind = ? AND id = ? AND used IS NULL AND expires > ? RETURNING payload",
    [now.toISOString(), kind, id, now.toISOString()],
  );
  return row && (JSON.parse(row.payload) as Record<string, unknown>);
}

/** Its payload while it can still be redeemed, without using it up. */
export async function peekOnce(
  db: Reader,
  kind: string,
  id: string,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  const row = await db.get<{ payload: string }>(
    "SELECT payload FROM one_time WHERE kind = ? AND id = ? AND used IS NULL AND expires > ?",
    [kind, id, now.toISOString()],
  );
  return row && (JSON.parse(row.payload) as Record<string, unknown>);
}
