/** A person without an assignment must not get in: the IdP refuses, and the app stays closed. */
import { attempt } from "../attempt.js";
import { evidenceOf } from "../flows/flow.js";
import { spInitiated } from "../flows/sp-initiated.js";
import { type Finding, failed, inconclusive, passed } from "../report.js";
import type { Subject } from "../subject.js";

/** The assignment is missing only in an overlay of this attempt. */
export async function refusesUnassigned(subject: Subject): Promise<Finding> {
  const { app, user } = subject;
  const overlay = { unassigned: [{ app: app.id, user: user.id }] };
  const { walk, judgement, events } = await attempt(subject, spInitiated(user.login), { overlay });
  const evidence = evidenceOf(walk.visit.hops);
  if (walk.notStarted) return inconclusive(walk.notStarted.why, walk.notStarted.add, { evidence });
  if (judgement.signedIn === "yes") {
    return failed(`the app let ${user.login} in although the IdP refused: ${judgement.how}`, {
      evidence,
      cause: "the app made a session without a valid answer of the IdP",
      fix: "make the app start a session only from a verified assertion or ID token",
      rule: "session-without-answer",
    });
  }
  const refusal = events.find(({ reason }) => reason === "User not assigned");
  if (!refusal)
    return inconclusive("the sign-in did not come as far as the IdP's refusal", "see the SP-initiated check first", {
      evidence,
    });
  const { page } = walk.visit;
  const where =
    new URL(page.url).origin === subject.org.origin
      ? "the IdP says so"
      : `the IdP says so, and the app answers with ${page.status}`;
  return passed(`${where}; the app stayed closed`, { evidence });
}
