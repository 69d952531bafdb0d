/** Waiting until the app under test answers. */
import { setTimeout as delay } from "node:timers/promises";
import type { AppProcess } from "./app-process.js";

const PAUSE_MS = 50;

/** @returns why an address does not answer, or not as an app that is up; undefined when it does */
export async function silenceOf(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
    await answer.body?.cancel();
    return answer.status < 500 ? undefined : `it answers ${answer.status}`;
  } catch (error) {
    return (error as { cause?: NodeJS.ErrnoException }).cause?.code ?? (error as Error).message;
  }
}

/** @returns how long it took in ms, or why it never answered */
export async function waitOn(
  url: string,
  { app, timeoutMs, signal }: { app: AppProcess; timeoutMs: number; signal: AbortSignal },
): Promise<{ ms: number } | { why: string }> {
  const begin = performance.now();
  let last: string | undefined = "nothing listens there";
  while (performance.now() - begin < timeoutMs && !signal.aborted) {
    last = await silenceOf(url);
    // Asked after the answer: whoever gives it is not the app when that has ended.
    const end = await app.settled();
    if (end !== undefined) return { why: `the command ${end.how} before ${url} answered` };
    if (last === undefined) return { ms: performance.now() - begin };
    await delay(PAUSE_MS);
  }
  return {
    why: signal.aborted ? "you interrupted the test" : `${url} did not answer within ${timeoutMs / 1000} s (${last})`,
  };
}
