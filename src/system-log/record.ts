import type { Writer } from "../store/driver.js";
import type { LogEvent } from "../store/log-events.js";
import type { Store } from "../store/store.js";

/** Writes an event that stands for itself: nothing of the org changes with it (a sign-in, a refusal). */
export async function recordEvent(store: Store, event: LogEvent): Promise<void> {
  await recordEvents(store, [event]);
}

/**
 * Writes the events of one request at once, in this order. None at all is fine.
 *
 * @param also what is written in the same transaction, before them
 */
export async function recordEvents(
  store: Store,
  events: readonly LogEvent[],
  also: readonly ((tx: Writer) => Promise<void>)[] = [],
): Promise<void> {
  if (events.length === 0) return;
  await store.write(async (tx) => {
    for (const work of also) await work(tx);
    for (const event of events) await tx.record(event);
  });
}
