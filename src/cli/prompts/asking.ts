/** A question or two on the terminal, whatever the terminal can do. The caller has seen to it that there is one. */
import type { Context } from "../context.js";
import type { Asker } from "./asker.js";

/**
 * Opens what asks, and closes it again. SIGTERM and a terminal that is closed (SIGHUP) end the question that is open, so
 * that the terminal is put in order; SIGHUP is heeded only meanwhile: elsewhere it means what it ever meant.
 *
 * @throws Problem CANCELLED from a question that is interrupted
 */
export async function asking<T>(context: Context, ask: (asker: Asker) => Promise<T>): Promise<T> {
  const hungUp = new AbortController();
  const hangUp = () => hungUp.abort();
  process.on("SIGHUP", hangUp);
  const asker = await openAsker(context, AbortSignal.any([context.signal, hungUp.signal]));
  try {
    return await ask(asker);
  } finally {
    asker.close();
    process.removeListener("SIGHUP", hangUp);
  }
}

/** Line by line with `--plain` and on a terminal that knows no cursor; else through inquirer. */
async function openAsker(context: Context, signal: AbortSignal): Promise<Asker> {
  if (context.isPlain) {
    const { plainAsker } = await import("./plain/asker.js");
    return plainAsker({ input: process.stdin, output: process.stdout, signal });
  }
  const { richAsker } = await import("./rich/asker.js");
  return await richAsker({ style: context.output.style, signal });
}
