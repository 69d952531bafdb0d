import { expect, it } from "vitest";
import { Patience } from "../../../src/store/sqlite/patience.js";

const busy = () => Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });

/** Fails that often with a lock, then gives "done". */
const lockedTimes = (times: number) => () => {
  if (times-- > 0) throw busy();
  return "done";
};

it("does not count time spent in a queue as time spent waiting for a lock", async () => {
  const tenSecondsAgo = performance.now() - 10_000;
  expect(await new Patience("a.db", 0.3).until(lockedTimes(3), tenSecondsAgo)).toBe("done");
});

it("passes on at once what is no lock", async () => {
  let tries = 0;
  const failing = new Patience("a.db").until(() => {
    tries++;
    throw new Error("syntax error");
  });
  await expect(failing).rejects.toThrow("syntax error");
  expect(tries).toBe(1);
});

it("gives up with the problem that names the file and the seconds", async () => {
  await expect(new Patience("a.db", 0.05).until(lockedTimes(Number.POSITIVE_INFINITY))).rejects.toMatchObject({
    code: "STORE_BUSY",
    status: 5,
    what: "The database a.db is in use",
    why: expect.stringContaining("0.05 s"),
  });
});
