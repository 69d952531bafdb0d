import type { Writer } from "./driver.js";
import type { Inspection } from "./inspect.js";

/**
 * Forgets protocol state whose time is over: sessions, codes, tokens, one-time things, runs. What was used up stays
 * until its time is over, so that a second use is still recognised as one.
 *
 * @returns how many rows went
 */
export async function forgetExpired(tx: Writer, now: Date): Promise<number> {
  const time = [now.toISOString()];
  return (
    (await tx.run("DELETE FROM idp_session WHERE expires <= ?", time)) +
    (await tx.run("DELETE FROM protocol_state WHERE expires <= ?", time)) +
    (await tx.run("DELETE FROM one_time WHERE expires <= ?", time)) +
    (await tx.run("DELETE FROM run WHERE expires <= ?", time))
  );
}

/** How many rows of which table are there although their time is over. */
export async function expiredRows(
  { read, columns }: Pick<Inspection, "read" | "columns">,
  now: Date,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [table, names] of columns) {
    if (!names.includes("expires")) continue;
    const sql = `SELECT count(*) AS n FROM "${table}" WHERE expires <= ?`;
    const rows = (await read.get<{ n: number }>(sql, [now.toISOString()]))?.n ?? 0;
    if (rows > 0) found[table] = rows;
  }
  return found;
}
