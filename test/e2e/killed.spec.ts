/** A short sample of `npm run soak`, always the same one. */
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Arena, arena, type Kill, randomNumbers } from "../../soak/killing.js";
import { commandNames, loadCommand } from "../../src/cli/commands.js";

const KILLS = 25;
const SEED = 20_260_301;

describe("a command that is killed", () => {
  let made: Arena;
  beforeAll(async () => {
    made = await arena({ isSample: true }); // the soak run kills every example
  }, 120_000);
  afterAll(() => made[Symbol.asyncDispose]());

  it("is any that says that it changes something, with an example of it", async () => {
    for (const name of commandNames()) {
      const { changes, examples } = await loadCommand(name);
      const mine = made.victims.filter(({ example }) => examples.includes(example));
      if (name === "users list") continue; // stands for the first use
      expect(mine.length > 0, name).toBe(changes !== undefined);
      const differ = mine.filter(({ before, after }) => !isDeepStrictEqual(before.org, after.org));
      expect(differ.length > 0, `${name} changes the org`).toBe(changes === "org");
    }
  });

  it("has done all or nothing, what it had printed is there, and the next command works", async () => {
    const kills: Kill[] = [];
    const numbers = Array.from({ length: KILLS }, (_, number) => SEED + number);
    await Promise.all(
      [0, 1].map(async () => {
        for (let seed = numbers.pop(); seed !== undefined; seed = numbers.pop())
          kills.push(await made.kill(randomNumbers(seed)));
      }),
    );
    expect(kills.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(kills.filter(({ killed }) => killed).length).toBeGreaterThan(KILLS / 2);
  });
});
