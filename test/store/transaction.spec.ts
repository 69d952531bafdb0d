/** The rules over an engine that runs the work again, as a serializable one does. */
import { expect, it } from "vitest";
import type { Driver, Value, Writer } from "../../src/store/driver.js";
import { ruledAccess } from "../../src/store/transaction.js";
import { anEvent } from "../conformance/rows.js";

/** Runs every work twice and keeps what the second run did. */
function drivenTwice() {
  let kept: string[] = [];
  const writer = (done: string[]): Writer => ({
    async get<Row>(sql: string) {
      if (sql.startsWith("SELECT")) return undefined;
      done.push(sql.split(" ").slice(0, 3).join(" "));
      return { seq: 1 } as Row;
    },
    all: async () => [],
    run: async (_sql: string, values: readonly Value[] = []) => done.push(String(values[0])),
    bulk: async () => 0,
  });
  const driver: Driver = {
    read: writer([]),
    dialect: { sortedText: "TEXT", countingKey: "BIGINT" },
    async transaction(work) {
      await work(writer([])).catch(() => {});
      const done: string[] = [];
      const result = await work(writer(done));
      kept = done;
      return result;
    },
    snapshot: (work) => work(writer([])),
    tables: async () => [],
    close: async () => {},
  };
  return { ...ruledAccess(driver), kept: () => kept };
}

it("records an event once when the work is run again", async () => {
  const store = drivenTwice();
  let runs = 0;
  await store.write(async (tx) => {
    runs++;
    await tx.run("UPDATE", ["change"]);
    await tx.record(anEvent("00o1"));
  });
  expect(runs).toBe(2);
  expect(store.kept()).toEqual(["change", "INSERT INTO log_event"]);
});

it("does not take the event of a run that was undone for the event of the next", async () => {
  const store = drivenTwice();
  let runs = 0;
  await expect(
    store.write(async (tx) => {
      if (++runs === 1) await tx.record(anEvent("00o1"));
      await tx.run("UPDATE", ["change"]);
    }),
  ).rejects.toThrow("recorded no event");
});

it("lets a run begin that follows one which failed", async () => {
  const store = drivenTwice();
  let runs = 0;
  const outcome = await store.keep(async () => {
    if (++runs === 1) throw new Error("serialization failure");
    return "second";
  });
  expect(outcome).toBe("second");
  expect(await store.keep(async () => "after")).toBe("after");
});
