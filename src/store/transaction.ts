/** The rules of `write` and `keep` that hold on every engine. What an engine must do itself is in its driver. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Driver, Reader, Writer } from "./driver.js";
import { appendEvent, type LogEvent } from "./log-events.js";
import type { OrgWriter, Store } from "./store.js";

/** Processes that write at once differ by the few seconds that they may wait for each other: that is no wrong clock. */
const CLOCK_BEHIND_MS = 60_000;

/** Which transaction the running code is inside of. It is over as soon as `work` is: what it left running is outside. */
const inside = new AsyncLocalStorage<{ verb: "write" | "keep"; over: boolean }>();

/** The ways to the data that a store offers, with their rules kept over any driver. */
export function ruledAccess(
  driver: Driver,
  { onClockBehind }: { onClockBehind?: (milliseconds: number) => void } = {},
): Pick<Store, "read" | "write" | "keep" | "snapshot"> {
  return {
    read: readerOutside(driver.read),

    async write(work) {
      refuseInside("store.write");
      return driver.transaction((tx) =>
        within("write", async () => {
          let recorded = 0; // counted anew when the work is run again
          const result = await work(
            orgWriter(tx, (behind) => {
              recorded++;
              if (behind > CLOCK_BEHIND_MS) onClockBehind?.(behind);
            }),
          );
          if (recorded === 0) throw new Error("a change of the org recorded no event, so it was undone");
          return result;
        }),
      );
    },

    async keep(work) {
      refuseInside("store.keep");
      return driver.transaction((tx) => within("keep", () => work(tx)));
    },

    async snapshot(work) {
      refuseInside("store.snapshot");
      return driver.snapshot(work);
    },
  };
}

function orgWriter(tx: Writer, recorded: (behind: number) => void): OrgWriter {
  return {
    get: (sql, values) => tx.get(sql, values),
    all: (sql, values) => tx.all(sql, values),
    run: (sql, values) => tx.run(sql, values),
    bulk: (sql, rows) => tx.bulk(sql, rows),
    async record(event: LogEvent) {
      recorded(await appendEvent(tx, event));
    },
  };
}

async function within<T>(verb: "write" | "keep", work: () => Promise<T>): Promise<T> {
  const frame = { verb, over: false };
  try {
    return await inside.run(frame, work);
  } finally {
    frame.over = true;
  }
}

function refuseInside(what: string): void {
  const frame = inside.getStore();
  if (frame && !frame.over) throw new Error(`${what} was called inside store.${frame.verb}: use its tx`);
}

/** A read on the other connection would not see what the transaction has written so far: always a mistake. */
function readerOutside(read: Reader): Reader {
  return {
    async get<Row>(sql: string, values?: readonly (string | number | null)[]) {
      refuseInside("store.read");
      return read.get<Row>(sql, values);
    },
    async all<Row>(sql: string, values?: readonly (string | number | null)[]) {
      refuseInside("store.read");
      return read.all<Row>(sql, values);
    },
  };
}
