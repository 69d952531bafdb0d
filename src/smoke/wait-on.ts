/** Waiting until the app under test answers. */
import { setTimeout as delay } from "node:timers/promises";
import type { AppProcess } from "./app-process.js";

const PAUSE_MS = 50;

/** @returns how long it took in ms, or why it never answered */
export async function waitOn(
  url: string,
  { app, timeoutMs, signal }: { app?: AppProcess; timeoutMs: number; signal: AbortSignal },
): Promise<{ ms: number } | { why: string }> {
  const begin = performance.now();
  let last = "nothing listens there";
  while (performance.now() - begin < timeoutMs && !signal.aborted) {
    const exited = app?.exited();
    if (exited !== undefined) return { why: `the command ${exited} before ${url} answered` };
    try {
      const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
      await answer.body?.cancel();
      if (answer.status < 500) return { ms: performance.now() - begin };
      last = `it answers ${answer.status}`;
    } catch (error) {
      last = (error as { cause?: NodeJS.ErrnoException }).cause?.code ?? (error as Error).message;
    }
    await delay(PAUSE_MS);
  }
  return {
    why: signal.aborted ? "you interrupted the test" : `${url} did not answer within ${timeoutMs / 1000} s (${last})`,
  };
}
