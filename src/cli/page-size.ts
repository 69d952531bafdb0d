/** `--limit`: how many rows a list prints at most. */
import { notANumber } from "./problems.js";

/** @throws Problem NOT_A_NUMBER outside 1 to 1,000 */
export function pageSize(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 1000)
    throw notANumber("--limit", text, "a whole number from 1 to 1000", "200");
  return number;
}
