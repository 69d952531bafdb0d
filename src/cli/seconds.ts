/** Options that take a time in seconds. */
import { notANumber } from "./problems.js";

/** @returns milliseconds; @throws Problem NOT_A_NUMBER outside 0.1 to 3,600 */
export function secondsToMs(text: string, flag: string): number {
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds < 0.1 || seconds > 3600)
    throw notANumber(flag.split(" ")[0] ?? flag, text, "0.1 to 3600 seconds", "10");
  return seconds * 1000;
}
