/** The check of a flow that must end signed in, as the test user. */
import type { Diagnosis } from "../../diagnosis/cause.js";
import { type Attempt, attempt, diagnoseAttempt } from "../attempt.js";
import { evidenceOf, type Flow } from "../flows/flow.js";
import { routeOf } from "../flows/route.js";
import { type Finding, failed, inconclusive, passed, skipped } from "../report.js";
import type { Subject } from "../subject.js";
import { sameAddress } from "../view.js";

export interface SignInFindings {
  signIn: Finding;
  /** Whether the app knows who signed in; undefined when nobody did. */
  identity: IdentityFinding | undefined;
  /** The address at which a verified sign-in ended. */
  landing?: string;
}

/** @param at the page that was asked who is signed in */
export interface IdentityFinding {
  finding: Finding;
  at: string;
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
      identity: { finding: identityFinding(subject, judgement.identity), at: judgement.at },
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

/**
 * What two sign-ins say of the person together. A page that shows nobody says nothing, so another one that shows the
 * person answers for both; but one page that shows the person after one sign-in must show them after the other.
 */
export function surerIdentity(
  known: IdentityFinding | undefined,
  now: IdentityFinding | undefined,
): IdentityFinding | undefined {
  if (!known || !now) return now ?? known;
  if (known.finding.verdict === now.finding.verdict) return known;
  if (!sameAddress(known.at, now.at)) return known.finding.verdict === "passed" ? known : now;
  const { pathname } = new URL(now.at);
  const finding = inconclusive(
    `${pathname} shows who is signed in after one of the sign-ins, and not after the other: it may be somebody else`,
    "--user-url <a page or JSON that always shows who is signed in>",
  );
  return { finding, at: now.at };
}
