/** The process that runs a command line, or whoever stands in for it. */
import type { Streams } from "./output/output.js";

export interface Host extends Streams {
  stdin: { isTTY?: boolean };
  cwd(): string;
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  removeListener(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}
