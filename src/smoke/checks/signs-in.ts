/** The check of a flow that must end signed in, as the test user. */
import type { Diagnosis } from "../../diagnosis/cause.js";
import { type Attempt, attempt, diagnoseAttempt } from "../attempt.js";
import { evidenceOf, type Flow } from "../flows/flow.js";
import { routeOf } from "../flows/route.js";
import { type Finding, failed, inconclusive, passed, skipped } from "../report.js";
import type { Subject } from "../subject.js";

export interface SignInFindings {
  signIn: Finding;
  /** Whether the app knows who signed in; undefined when nobody did. */
  identity: Finding | undefined;
  /** The address at which a verified sign-in ended. */
  landing?: string;
}

/** Walks the flow, judges its end, and finds the cause where it failed. */
export async function signsIn(
  subject: Subject,
  flow: Flow,
  options: Parameters<typeof attempt>[2] = {},
): Promise<SignInFindings> {
  const why = flow.skip?.(subject);
  if (why) return { signIn: skipped(why), identity: undefined };
  const made = await attempt(subject, flow, options);
  const { judgement, walk } = made;
  const evidence = evidenceOf(walk.visit.hops);
  if (judgement.signedIn === "yes") {
    return {
      signIn: passed(`${routeOf(walk.visit.hops, subject.org.origin)} · ${judgement.how}`, { evidence }),
      identity: identityFinding(subject, judgement.identity),
      landing: walk.visit.page.url,
    };
  }
  const diagnosis = await diagnoseAttempt(subject, flow, made);
  return { signIn: findingOf(made, diagnosis, evidence, subject), identity: undefined };
}

function findingOf(
  { judgement, walk }: Attempt,
  diagnosis: Diagnosis | undefined,
  evidence: string[],
  { target, app }: Subject,
): Finding {
  if (judgement.signedIn === "yes") throw new Error("only failures have a cause");
  const reason = judgement.why;
  // A public page proves a defect only where a person has said that it is protected.
  const isAccusation = diagnosis?.rule !== "page-not-protected" || target.startUrlGiven;
  if (diagnosis?.proved && isAccusation) return failed(reason, { evidence, ...withoutProved(diagnosis) });
  if (judgement.signedIn === "unknown") return inconclusive(reason, judgement.add, { evidence });
  const fix = `look at the last request above and at the app's own log; what the IdP saw: appint logs --app ${app.slug}`;
  return failed(reason, {
    evidence,
    fix,
    seen: evidence.at(-1) ?? walk.visit.ending.kind,
    ...(diagnosis ? withoutProved(diagnosis) : {}),
  });
}

const withoutProved = ({ proved: _, ...diagnosis }: Diagnosis): Omit<Diagnosis, "proved"> => diagnosis;

const identityFinding = ({ user }: Subject, identity: string | undefined): Finding =>
  identity === undefined
    ? inconclusive(
        `somebody is signed in, but no page shows whether it is ${user.login}`,
        "--user-url <a page or JSON that shows who is signed in>",
      )
    : passed(`the app shows ${identity}`);
