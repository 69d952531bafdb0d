/** One walk of a flow with a run of its own, and the judgement of its end; diagnosis repeats it with one thing changed. */

import type { Diagnosis, Experiment } from "../diagnosis/cause.js";
import { diagnose } from "../diagnosis/diagnose.js";
import type { Trace } from "../diagnosis/trace.js";
import type { LogEvent } from "../store/log-events.js";
import type { Overlay } from "../store/runs.js";
import type { Flow, FlowInput, Walk } from "./flows/flow.js";
import { type Judgement, judge } from "./judgement.js";
import { beginRun } from "./smoke-run.js";
import { startPageOf } from "./start-page.js";
import type { Subject } from "./subject.js";

export interface Attempt {
  walk: Walk;
  judgement: Judgement;
  events: LogEvent[];
  runId: string;
}

interface AttemptOptions {
  overlay?: Overlay;
  sendCookies?: readonly string[];
  pauseAfterAnswerMs?: number;
  signInWith?: FlowInput["signInWith"];
}

/**
 * Walks a flow once; again where it failed because the IdP that another run had started ended with that run.
 * The org is the same before and after.
 */
export async function attempt(subject: Subject, flow: Flow, options: AttemptOptions = {}): Promise<Attempt> {
  const made = await attemptOnce(subject, flow, options);
  if (made.judgement.signedIn === "yes" || !(await subject.idpBack?.())) return made;
  return await attemptOnce(subject, flow, options);
}

async function attemptOnce(subject: Subject, flow: Flow, options: AttemptOptions): Promise<Attempt> {
  const { signInWith = "session-token", ...world } = options;
  const run = await beginRun(subject, { ...world, withPassword: signInWith === "password" });
  try {
    const input: FlowInput = { org: subject.org, app: subject.app, target: subject.target, run, signInWith };
    const walk = await flow.walk(input);
    const judgement: Judgement = walk.notStarted
      ? { signedIn: "unknown", ...walk.notStarted, ...(await startPageOf(subject, input)) }
      : await judge({ ...subject, idpOrigin: subject.org.origin }, run.agent, walk.visit);
    return { walk, judgement, events: await run.events(), runId: run.id };
  } finally {
    await run.end();
  }
}

/**
 * The cause of a failed attempt, proved by the wire or by the same flow with one thing changed.
 *
 * @param succeeds when an attempt with the change proves it; by default when it ends signed in
 */
export async function diagnoseAttempt(
  subject: Subject,
  flow: Flow,
  { walk, judgement, events }: Attempt,
  succeeds = (made: Attempt): boolean => made.judgement.signedIn === "yes",
): Promise<Diagnosis | undefined> {
  const { visit } = walk;
  const anonymous = judgement.signedIn === "yes" ? undefined : judgement.anonymous;
  const trace: Trace = {
    org: subject.org,
    app: subject.app,
    user: subject.user,
    hops: visit.hops,
    ending: visit.ending,
    page: visit.page,
    events,
    anonymous: anonymous && {
      url: anonymous.url,
      kind: anonymous.kind,
      sameAsSignedIn: judgement.signedIn !== "yes" && judgement.same,
    },
    appOutput: subject.appOutput?.(),
  };
  const experimenter = async ({ change: _, ...experiment }: Experiment) =>
    succeeds(await attempt(subject, flow, experiment));
  return await diagnose(trace, experimenter);
}
