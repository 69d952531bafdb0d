/** Whoever asked for a page and had to sign in first must end on that page. */
import { createHttpAgent } from "../agents/http/http-agent.js";
import { attempt, diagnoseAttempt } from "../attempt.js";
import { evidenceOf, type Flow, joined } from "../flows/flow.js";
import { spInitiated } from "../flows/sp-initiated.js";
import { type Finding, failed, passed, skipped } from "../report.js";
import type { Subject } from "../subject.js";
import { isShown, sameAddress, view } from "../view.js";

/** @param landing where the SP-initiated sign-in ended */
export async function deepLinkKept(subject: Subject, landing: string): Promise<Finding> {
  const { target, app, user } = subject;
  const start = target.startUrl;
  if (!target.startUrlGiven) return skipped("no page was named (--start-url <a protected page>)");
  if (target.tests.expectUrl !== undefined) return skipped("--expect-url says where a sign-in ends");
  const asked = pathOf(start);
  if (sameAddress(landing, start)) return passed(`${asked} was asked for, and is shown after the sign-in`);
  if (!(await sendsStrangersToIdp(subject))) return skipped(`${asked} is shown without a sign-in`);

  const made = await attempt(subject, signInThenAskAgain(user.login, subject));
  const { page, ending, hops } = made.walk.visit;
  // An address whose purpose is to start a sign-in is shown to nobody, so that nothing is lost.
  if (!isShown({ url: start, kind: ending.kind === "page" ? "answered" : "unreachable", page, ending }))
    return skipped(`${asked} starts a sign-in and shows nothing itself`);
  const reason = `${asked} was asked for, and the sign-in ended at ${pathOf(landing)}`;
  // An app that keeps the page in its session does remember it, and loses it with the cookie of the session.
  const endsThere = ({ walk }: typeof made) => sameAddress(walk.visit.page.url, start);
  const diagnosis = await diagnoseAttempt(subject, spInitiated(user.login), made, endsThere);
  if (diagnosis?.proved) {
    const { seen, cause, fix, rule, proof } = diagnosis;
    const ends = proof?.replace("ends signed in", `ends at ${asked}`);
    return failed(reason, { rule, seen, cause, fix, proof: ends, evidence: evidenceOf(hops) });
  }
  return failed(reason, {
    rule: "deep-link-lost",
    seen: `asked for ${start}, landed at ${landing}`,
    proof: `the same browser gets ${asked} when it asks again`,
    cause: "the app does not remember which page the person had asked for",
    fix:
      app.signOnMode === "SAML_2_0"
        ? "keep the page with the request's id, or send it as RelayState, and go there when the response is verified"
        : "keep the page together with the state of the sign-in, and go there from the callback",
    evidence: evidenceOf(hops),
  });
}

const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;

async function sendsStrangersToIdp({ org, clock, timeoutMs, target }: Subject): Promise<boolean> {
  const stranger = createHttpAgent({ idpOrigin: org.origin, clock, timeoutMs, mayVisit: target.mayVisit });
  try {
    return (await view(stranger, target.startUrl, org.origin)).kind === "sent-to-idp";
  } finally {
    await stranger.close();
  }
}

const signInThenAskAgain = (login: string, { org, target }: Subject): Flow => {
  const flow = spInitiated(login);
  return {
    ...flow,
    async walk(input) {
      const { visit } = await flow.walk(input);
      const stopAt = (request: { url: string }) => new URL(request.url).origin === org.origin;
      return { visit: joined(visit, await input.run.agent.get(target.startUrl, { stopAt })) };
    },
  };
};
