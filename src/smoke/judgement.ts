/**
 * Is the agent signed in to the app, and as whom? Known only by a difference that a stranger does not see.
 *
 * In this order: the page that shows who is signed in, what was expected by the person, and the protected page before
 * and after. Each has a stranger's request as negative control; what cannot be known is said so, never assumed.
 */
import type { Assignment } from "../store/assignments.js";
import type { User } from "../store/users.js";
import type { Agent, Page, Visit } from "./agents/agent.js";
import { createHttpAgent } from "./agents/http/http-agent.js";
import { identityIn } from "./identity.js";
import { refusalIn } from "./refusal.js";
import { landsAsStranger } from "./strict-landing.js";
import type { Target } from "./target.js";
import { asksPassword, isClosed, isFault, isShown, sameAddress, type View, view } from "./view.js";

export type Judgement =
  /** @param identity what of the person was found, when it was; `at` is the page that was asked for it */
  | { signedIn: "yes"; how: string; identity: string | undefined; at: string }
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
  const stranger = createHttpAgent({
    idpOrigin,
    clock: input.clock,
    timeoutMs: input.timeoutMs,
    mayVisit: target.mayVisit,
  });
  try {
    const open = goneIdp(visit, idpOrigin) ?? leftTheApp(visit, target);
    if (open) return open;
    const broken = brokenLanding(visit, idpOrigin) ?? unexpectedLanding(visit, target);
    if (broken) return { signedIn: "no", why: broken };
    const judged = target.tests.userUrl
      ? await byUserUrl(input, agent, stranger, target.tests.userUrl)
      : await byDifference(input, agent, stranger, visit);
    if (judged.signedIn === "no") return judged;
    const person = { user: input.user, username: input.assignment.username, idpOrigin };
    const why = await landsAsStranger(person, { agent, stranger, visit });
    return why === undefined ? judged : { signedIn: "no", why };
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

/** A test goes to nobody who was not named: what happens there is not known. A page that shows the person still is. */
function leftTheApp({ ending }: Visit, { tests }: Target): Judgement | undefined {
  if (ending.kind !== "off-limits" || tests.userUrl) return undefined;
  const { origin } = new URL(ending.url);
  return {
    signedIn: "unknown",
    why: `the browser was sent to ${origin}, which is neither this machine nor a site of the app, and was not followed there`,
    add: `--start-url ${origin}/… if that site belongs to the app, else --user-url <a page of the app that shows who is signed in>`,
  };
}

/** Endings that no signed-in person sees. */
function brokenLanding({ ending, page }: Visit, idpOrigin: string): string | undefined {
  switch (ending.kind) {
    case "page":
    case "off-limits":
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
  if (ours.kind === "sent-to-idp" || (isClosed(ours) && ours.kind === "answered"))
    return { signedIn: "no", why: `${path} asks to sign in again` };
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
  if (identity)
    return { signedIn: "yes", how: `${path} shows ${identity}, and not to an anonymous visitor`, identity, at: url };
  if (!isShown(anonymous) && !isFault(anonymous) && isShown(ours)) {
    return {
      signedIn: "yes",
      how: `${path} answers after the sign-in, and not to an anonymous visitor`,
      identity: undefined,
      at: url,
    };
  }
  return {
    signedIn: "unknown",
    why: `${path} shows neither the login nor the e-mail nor the name of ${user.login}`,
    add: "--user-url <a page or JSON that shows who is signed in>",
  };
}

async function byDifference(input: JudgeInput, agent: Agent, stranger: Agent, visit: Visit): Promise<Judgement> {
  const { target, idpOrigin } = input;
  const start = target.startUrl;
  const anonymousStart = await view(stranger, start, idpOrigin);
  // Asked twice, with the cookies of the first time: what a mere visit or chance opens is no sign of a session.
  const isProtected = isClosed(anonymousStart) && !isShown(await view(stranger, start, idpOrigin));
  const oursStart = sameAddress(visit.page.url, start) ? asView(visit) : await view(agent, start, idpOrigin);
  const path = new URL(start).pathname;

  if (isProtected && isShown(oursStart)) {
    const again = await view(agent, start, idpOrigin); // a session that lasts for one page is none
    if (!isShown(again))
      return {
        signedIn: "no",
        why: `${path} was shown once, then the app asked to sign in again`,
        anonymous: anonymousStart,
      };
    return signedInAt(input, again, `${path} answers after the sign-in, and not to an anonymous visitor`);
  }

  const landing = visit.page;
  for (const url of [...new Set([...(canBeAskedFor(visit) ? [landing.url] : []), start])]) {
    const shown = await signedInBy(input, agent, stranger, url);
    if (shown) return shown;
  }
  const here = new URL(landing.url).pathname;
  if (isProtected && !isShown(oursStart) && !startsSignIn(path) && !landing.needsScript) {
    return {
      signedIn: "no",
      why: `${path} still asks to sign in after the sign-in; the browser ended at ${here}${excerpt(landing.text)}`,
      anonymous: anonymousStart,
    };
  }
  const bothShown = isShown(anonymousStart) && isShown(oursStart);
  return {
    signedIn: "unknown",
    why: nothingToTell(input, landing, anonymousStart),
    add: "--user-url <a page or JSON that shows who is signed in>, or --start-url <a protected page>",
    anonymous: anonymousStart,
    same: bothShown && anonymousStart.page.body === oursStart.page.body,
  };
}

function nothingToTell(input: JudgeInput, landing: Page, anonymousStart: View): string {
  const { pathname } = new URL(landing.url);
  if (landing.needsScript) return "the page is drawn by script, which this agent does not run";
  const named = personIn(input, landing);
  return named && !personIn(input, anonymousStart.page)
    ? `${pathname} names ${named}, but no page does that is asked for again${excerpt(landing.text)}`
    : `nothing on ${pathname} differs from what an anonymous visitor gets`;
}

/** What a page proves that is asked for again, by the browser that signed in and twice by a stranger. */
async function signedInBy(
  input: JudgeInput,
  agent: Agent,
  stranger: Agent,
  url: string,
): Promise<Judgement | undefined> {
  const { idpOrigin } = input;
  const ours = await view(agent, url, idpOrigin);
  if (ours.kind !== "answered" || ours.page.status >= 400 || asksPassword(ours.page)) return undefined;
  const strangers = [await view(stranger, url, idpOrigin), await view(stranger, url, idpOrigin)];
  if (strangers.some(isFault)) return undefined;
  const path = new URL(url).pathname;
  const identity = personIn(input, ours.page);
  if (identity && !strangers.some(({ kind, page }) => kind === "answered" && personIn(input, page)))
    return signedInAt(input, ours, `${path} shows ${identity}, and not to an anonymous visitor`);
  if (isShown(ours) && !strangers.some(isShown))
    return signedInAt(input, ours, `${path} answers after the sign-in, and not to an anonymous visitor`);
  return undefined;
}

/** Yes, unless the page itself says no; then only what a person told to expect can tell. */
function signedInAt(input: JudgeInput, { page, url }: View, how: string): Judgement {
  const refusal = input.target.tests.expectText === undefined ? refusalIn(page) : undefined;
  if (refusal === undefined && !asksPassword(page))
    return { signedIn: "yes", how, identity: personIn(input, page), at: url };
  const { pathname } = new URL(url);
  return {
    signedIn: "unknown",
    why: refusal
      ? `${pathname} is shown after the sign-in, yet it says "${refusal}"${excerpt(page.text)}`
      : `${pathname} is shown after the sign-in, yet it asks for a password${excerpt(page.text)}`,
    add: "--user-url <a page or JSON that shows who is signed in>, or --expect-text <what a signed-in page shows>",
  };
}

const personIn = ({ user, assignment }: JudgeInput, { text }: Page): string | undefined =>
  identityIn(text, user, assignment.username);

/** The answer to a message of the protocol, such as a page right at the ACS, is no page that a browser can return to. */
function canBeAskedFor({ hops, page }: Visit): boolean {
  const last = hops.findLast(({ request }) => request.url === page.url);
  return last?.request.method === "GET" && !/[?&](code|error|SAMLResponse)=/.test(new URL(page.url).search);
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
