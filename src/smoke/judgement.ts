/**
 * Is the agent signed in to the app, and as whom? Known only by a difference that a stranger does not see.
 *
 * In this order: the page that shows who is signed in, what was expected by the person, and the protected page before
 * and after. Each has a stranger's request as negative control; what cannot be known is said so, never assumed.
 */
import type { Assignment } from "../store/assignments.js";
import type { User } from "../store/users.js";
import type { Agent, Visit } from "./agents/agent.js";
import { createHttpAgent } from "./agents/http/http-agent.js";
import { identityIn } from "./identity.js";
import type { Target } from "./target.js";
import { isShown, sameAddress, type View, view } from "./view.js";

export type Judgement =
  /** @param identity what of the person was found, when it was */
  | { signedIn: "yes"; how: string; identity: string | undefined }
  | { signedIn: "no"; why: string; anonymous?: View; same?: boolean }
  | { signedIn: "unknown"; why: string; add: string; anonymous?: View; same?: boolean };

export interface JudgeInput {
  idpOrigin: string;
  target: Target;
  user: User;
  assignment: Pick<Assignment, "username">;
  clock: () => Date;
  timeoutMs: number;
}

/** Judges the end of a sign-in. */
export async function judge(input: JudgeInput, agent: Agent, visit: Visit): Promise<Judgement> {
  const { target, idpOrigin } = input;
  const stranger = createHttpAgent({ idpOrigin, clock: input.clock, timeoutMs: input.timeoutMs });
  try {
    const gone = goneIdp(visit, idpOrigin);
    if (gone) return gone;
    const broken = brokenLanding(visit, idpOrigin) ?? unexpectedLanding(visit, target);
    if (broken) return { signedIn: "no", why: broken };
    if (target.tests.userUrl) return await byUserUrl(input, agent, stranger, target.tests.userUrl);
    return await byDifference(input, agent, stranger, visit);
  } finally {
    await stranger.close();
  }
}

/** An IdP that ends in the middle, as that of another run which is done, says nothing about the app. */
function goneIdp({ ending }: Visit, idpOrigin: string): Judgement | undefined {
  if (ending.kind !== "unreachable" || new URL(ending.url).origin !== idpOrigin) return undefined;
  return {
    signedIn: "unknown",
    why: `the IdP at ${idpOrigin} went away during the sign-in (${ending.code})`,
    add: "run it again; several tests at once share an IdP that stays up: appint serve",
  };
}

/** Endings that no signed-in person sees. */
function brokenLanding({ ending, page }: Visit, idpOrigin: string): string | undefined {
  switch (ending.kind) {
    case "page":
      break;
    case "loop":
      return `the app and the IdP send the browser round in a circle at ${withoutQuery(ending.url)}`;
    case "too-many-hops":
      return `no end after ${ending.limit} requests, the last at ${withoutQuery(ending.url)}`;
    case "unreachable":
      return `${withoutQuery(ending.url)} does not answer (${ending.code})`;
    default:
      return `the sign-in ended in "${ending.kind}"`;
  }
  const { pathname } = new URL(page.url);
  if (new URL(page.url).origin === idpOrigin)
    return `the sign-in ended at the IdP: ${page.status} ${page.title || pathname}`;
  if (page.status >= 400) return `${pathname} answered ${page.status}${excerpt(page.text)}`;
  return undefined;
}

function unexpectedLanding({ page }: Visit, { tests }: Target): string | undefined {
  const { expectUrl, expectText, expectStatus } = tests;
  if (expectStatus !== undefined && page.status !== expectStatus)
    return `the status is ${page.status}, ${expectStatus} was expected`;
  if (expectUrl !== undefined && !sameAddress(page.url, expectUrl))
    return `the sign-in ended at ${page.url}, ${expectUrl} was expected`;
  if (expectText !== undefined && !page.text.includes(expectText)) return `the page does not show "${expectText}"`;
  return undefined;
}

async function byUserUrl(input: JudgeInput, agent: Agent, stranger: Agent, url: string): Promise<Judgement> {
  const { user, assignment, idpOrigin } = input;
  const ours = await view(agent, url, idpOrigin);
  const anonymous = await view(stranger, url, idpOrigin);
  const path = new URL(url).pathname;
  if (ours.kind === "unreachable") return { signedIn: "no", why: `${path} does not answer` };
  if (ours.kind === "sent-to-idp") return { signedIn: "no", why: `${path} asks to sign in again` };
  if (ours.page.status >= 400)
    return { signedIn: "no", why: `${path} answers ${ours.page.status} after the sign-in${excerpt(ours.page.text)}` };
  const identity = identityIn(ours.page.text, user, assignment.username);
  const strangerSees = anonymous.kind === "answered" && identityIn(anonymous.page.text, user, assignment.username);
  if (strangerSees) {
    return {
      signedIn: "unknown",
      why: `${path} shows ${strangerSees} to anonymous visitors too`,
      add: "--user-url <a page that shows only who is signed in>",
    };
  }
  if (identity) return { signedIn: "yes", how: `${path} shows ${identity}, and not to an anonymous visitor`, identity };
  if (!isShown(anonymous) && isShown(ours)) {
    return {
      signedIn: "yes",
      how: `${path} answers after the sign-in, and not to an anonymous visitor`,
      identity: undefined,
    };
  }
  return {
    signedIn: "unknown",
    why: `${path} shows neither the login nor the e-mail nor the name of ${user.login}`,
    add: "--user-url <a page or JSON that shows who is signed in>",
  };
}

async function byDifference(input: JudgeInput, agent: Agent, stranger: Agent, visit: Visit): Promise<Judgement> {
  const { target, idpOrigin, user, assignment } = input;
  const start = target.startUrl;
  const anonymousStart = await view(stranger, start, idpOrigin);
  const oursStart = sameAddress(visit.page.url, start) ? asView(visit) : await view(agent, start, idpOrigin);
  const protectedBefore = anonymousStart.kind === "sent-to-idp" || anonymousStart.kind === "refused";
  const path = new URL(start).pathname;

  if (protectedBefore && isShown(oursStart)) {
    const identity = identityIn(oursStart.page.text, user, assignment.username);
    const again = await view(agent, start, idpOrigin); // a session that lasts for one page is none
    if (!isShown(again))
      return {
        signedIn: "no",
        why: `${path} was shown once, then the app asked to sign in again`,
        anonymous: anonymousStart,
      };
    return { signedIn: "yes", how: `${path} answers after the sign-in, and not to an anonymous visitor`, identity };
  }

  const landing = visit.page;
  const strangerThere = await view(stranger, landing.url, idpOrigin);
  const identity = identityIn(landing.text, user, assignment.username);
  const strangerIdentity =
    strangerThere.kind === "answered" ? identityIn(strangerThere.page.text, user, assignment.username) : undefined;
  if (identity && !strangerIdentity) {
    return {
      signedIn: "yes",
      how: `${new URL(landing.url).pathname} shows ${identity}, and not to an anonymous visitor`,
      identity,
    };
  }
  if (!isShown(strangerThere) && isShown(await view(agent, landing.url, idpOrigin))) {
    return {
      signedIn: "yes",
      how: `${new URL(landing.url).pathname} answers after the sign-in, and not to an anonymous visitor`,
      identity,
    };
  }
  if (protectedBefore && !isShown(oursStart) && !startsSignIn(path) && !landing.needsScript) {
    return {
      signedIn: "no",
      why: `${path} still asks to sign in after the sign-in; the browser ended at ${new URL(landing.url).pathname}${excerpt(landing.text)}`,
      anonymous: anonymousStart,
    };
  }
  const same = anonymousStart.kind === "answered" && anonymousStart.page.body === oursStart.page.body;
  return {
    signedIn: "unknown",
    why: landing.needsScript
      ? "the page is drawn by script, which this agent does not run"
      : `nothing on ${new URL(landing.url).pathname} differs from what an anonymous visitor gets`,
    add: "--user-url <a page or JSON that shows who is signed in>, or --start-url <a protected page>",
    anonymous: anonymousStart,
    same,
  };
}

/** Pages whose very purpose is to start a sign-in show nothing to anybody, signed in or not. */
const startsSignIn = (path: string): boolean => /(log|sign)-?_?in|sso|auth|initiate|saml|oidc/i.test(path);

const asView = ({ page, ending }: Visit): View => ({ url: page.url, kind: "answered", page, ending });

/** A query may hold codes and tokens, which no report should show. */
const withoutQuery = (url: string): string => new URL(url).origin + new URL(url).pathname;

/** The beginning of what a page says, for a reason in one line. */
const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line === "" ? "" : `: "${line.slice(0, 120)}${line.length > 120 ? "…" : ""}"`;
};
