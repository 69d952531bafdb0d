/**
 * What a cause is: one file of this folder's `causes/`. It says what in a trace points to it, and either the wire proves
 * it already, or it names the experiment that would: the same sign-in again with one thing changed.
 */
import type { Overlay } from "../store/runs.js";
import type { Trace } from "./trace.js";

/** One thing changed; everything else as before. */
export interface Experiment {
  /** Cookies that the agent keeps and sends although a browser would not. */
  sendCookies?: readonly string[];
  /** How long the agent waits, once, after the app has taken the IdP's answer. */
  pauseAfterAnswerMs?: number;
  /** What the IdP sees differently. */
  overlay?: Overlay;
  /** The change in words: "with only that cookie sent along". */
  change: string;
}

export interface Suspicion {
  /** What was seen on the wire, one fact. */
  seen: string;
  /** Why that breaks the sign-in. */
  cause: string;
  /** The command or setting that mends it. */
  fix: string;
  /** What proves it, when the wire does. */
  proof?: string;
  /** The proof shows that it is so, and leaves open why: an experiment that tells more goes before it. */
  isOpen?: boolean;
  /** What would prove it, when the wire does not. */
  experiment?: Experiment;
}

export interface Cause {
  /** Stable name, also in `--json`: `state-cookie-lost`. */
  rule: string;
  title: string;
  spec?: string;
  /** What points to this cause; undefined when nothing does. */
  suspect(trace: Trace): Suspicion | undefined | Promise<Suspicion | undefined>;
}

export const defineCause = (cause: Cause): Cause => cause;

/** A cause that was found, and how sure it is. */
export interface Diagnosis extends Omit<Suspicion, "experiment" | "isOpen"> {
  rule: string;
  /** True only with a proof. */
  proved: boolean;
}
