/**
 * Runs of the smoke test: which one a request belongs to, and what that run sees differently.
 * A run never changes the org; what it needs changed is an overlay that is obeyed for its own requests alone.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { type Overlay, type Run, runById, runByTokenHash } from "../../store/runs.js";
import type { Store } from "../../store/store.js";
import type { Exchange } from "../http/exchange.js";

/** The cookie that a run gives to its browser. */
export const runCookie = "appint_run";

/** The run whose cookie the browser carries, while that run lasts. */
export async function runOfBrowser({ idp, cookies }: Exchange): Promise<Run | undefined> {
  const token = cookies[runCookie];
  if (!token) return undefined;
  const run = await runByTokenHash(idp.store.read, sha256Hex(token), idp.clock());
  return run?.org === idp.org.id ? run : undefined;
}

/** What the run sees differently; nothing without a run, and nothing once it has ended. */
export async function overlayOf(store: Store, run: string | null, now: Date): Promise<Overlay> {
  if (!run) return {};
  return (await runById(store.read, run, now))?.overlay ?? {};
}
