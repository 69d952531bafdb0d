/** Forgets protocol state whose time is over, so that neither file nor memory grows with every sign-in. */
import { forgetExpired } from "../store/expiry.js";
import type { Idp } from "./idp.js";

const EVERY_MS = 60_000;

/** Sweeps every minute until it is stopped. A sweep that fails is left to the next one. @returns stops it, after the one under way */
export function startSweeping({ store, clock }: Idp): () => Promise<void> {
  let sweep: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    sweep = store.keep((tx) => forgetExpired(tx, clock())).catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweep;
  };
}
