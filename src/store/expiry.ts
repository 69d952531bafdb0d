import type { Writer } from "./driver.js";

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
