/** A TCP port that a server can listen on. */
import { notANumber } from "./problems.js";

/** @throws Problem NOT_A_NUMBER outside 1 to 65,535 */
export function portNumber(text: string, flag = "--port <number>"): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw notANumber(flag.split(" ")[0] ?? flag, text, "a port from 1 to 65535", "7700");
  return port;
}
