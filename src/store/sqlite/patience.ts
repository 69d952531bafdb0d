import { setTimeout as sleep } from "node:timers/promises";
import { storeBusy } from "../problems.js";
import { isBusy } from "./problems-of.js";

const LONGEST_WAIT_SECONDS = 5;
const LONGEST_PAUSE_MS = 40;

/**
 * Waits for locks that other processes hold, without stopping this one.
 * All waiters of a store share it, so that a lock that is held for a minute fails each of them after 5 s, and not the
 * twentieth of a queue after 100 s.
 */
export class Patience {
  #busySince: number | undefined;

  constructor(
    readonly file: string,
    readonly longestWaitSeconds = LONGEST_WAIT_SECONDS,
  ) {}

  /**
   * Tries until nobody is in the way.
   *
   * @param asked when the caller began to wait (milliseconds of `performance.now()`), its time in a queue included
   * @throws Problem STORE_BUSY after `longestWaitSeconds` in which the lock was never free
   */
  async until<T>(attempt: () => T | Promise<T>, asked = performance.now()): Promise<T> {
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const result = await attempt();
        this.#busySince = undefined;
        return result;
      } catch (error) {
        if (!isBusy(error)) {
          this.#busySince = undefined; // whatever went wrong, the lock was free
          throw error;
        }
        const now = performance.now();
        this.#busySince ??= now;
        if (now - Math.max(this.#busySince, asked) >= this.longestWaitSeconds * 1000) {
          throw storeBusy(this.file, this.longestWaitSeconds, error);
        }
      }
      await sleep(pause * (0.5 + Math.random())); // unequal pauses, or two processes would meet again and again
    }
  }
}
