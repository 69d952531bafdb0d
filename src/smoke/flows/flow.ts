/** What a flow is: one way to sign in, walked by an agent from its beginning to where a person would be left. */
import type { App } from "../../store/apps.js";
import type { Org } from "../../store/orgs.js";
import type { Agent, Button, Form, Hop, Page, Values, Visit } from "../agents/agent.js";
import type { SmokeRun } from "../smoke-run.js";
import type { Target } from "../target.js";

export interface FlowInput {
  org: Org;
  app: App;
  target: Target;
  run: SmokeRun;
  /** How the person proves who they are on the sign-in page. */
  signInWith: "session-token" | "password";
}

export interface Walk {
  /** The visits of the flow as one: all hops, and how the last one ended. */
  visit: Visit;
  /** Why the flow could not even begin; then `visit` shows how far it came. */
  notStarted?: { why: string; add: string };
}

export interface Flow {
  /** Also the id of its check. */
  id: string;
  title: string;
  /** Why it cannot be judged for this app; undefined when it can. */
  skip?(input: Pick<FlowInput, "org" | "app" | "target">): string | undefined;
  walk(input: FlowInput): Promise<Walk>;
}

/** Two visits, one after the other, as one. */
export const joined = (before: Visit, after: Visit): Visit => ({ ...after, hops: [...before.hops, ...after.hops] });

/** Whether a page is the IdP's sign-in page. */
export const isSignInPage = (page: Page, org: Org): boolean =>
  new URL(page.url).origin === org.origin &&
  page.forms.some(({ controls }) => controls.some(({ name }) => name === "handle"));

/** Fills in the IdP's sign-in page where the visit stands on it; elsewhere the visit is left as it is. */
export async function passSignInPage({ org, run, signInWith }: FlowInput, visit: Visit, login: string): Promise<Visit> {
  if (visit.ending.kind !== "page" || !isSignInPage(visit.page, org)) return visit;
  const form = visit.page.forms.find(({ controls }) => controls.some(({ name }) => name === "username"));
  if (!form) throw new Error("the sign-in page has no form with a user name");
  if (signInWith === "session-token") {
    const values: Values = { sessionToken: await run.sessionToken(), username: null, password: null };
    return joined(visit, await run.agent.submit(form, values));
  }
  // A form that takes any password would let everybody in: the wrong one first.
  const refused = joined(visit, await run.agent.submit(form, { username: login, password: `not ${run.password}` }));
  const again = refused.page.forms.find(({ controls }) => controls.some(({ name }) => name === "username"));
  if (!again || !isSignInPage(refused.page, org)) throw new Error("the sign-in page took a wrong password");
  return joined(refused, await run.agent.submit(again, { username: login, password: run.password ?? "" }));
}

/** One line for each request: what a person needs to follow the way. */
export const evidenceOf = (hops: readonly Hop[]): string[] =>
  hops.map(({ request, response }) => {
    const fields = request.fields
      .map(([name]) => name)
      .filter((name) => name === "SAMLRequest" || name === "SAMLResponse");
    const sent = fields.length > 0 ? ` [${fields.join(", ")}]` : "";
    const to = response.location ? ` → ${shortened(response.location)}` : "";
    return `${request.method} ${shortened(request.url)}${sent} ${response.status}${to}`;
  });

/** An address without the values that nobody can read and nobody should see: codes, states, messages. */
function shortened(url: string): string {
  return url
    .replace(
      /([?&#;](?:SAMLRequest|SAMLResponse|code|state|nonce|code_challenge|sessionToken|token|Signature|handle|RelayState|fromURI)=)[^&#]*/g,
      "$1…",
    )
    .slice(0, 240);
}

const SIGN_IN = /log ?-?in|sign ?-?in|sso|saml|oidc|openid/i;
/** A page offers few ways to sign in; each one that is tried is a request to the app. */
const MOST_WAYS = 4;

/**
 * Follows what a person would click to sign in, on a page that does not go to the IdP by itself: links first, then
 * buttons that need nothing filled in.
 *
 * @param leftOut gets the origins that a way led to and where a test does not go
 */
export async function followSignIn(
  agent: Agent,
  visit: Visit,
  org: Org,
  leftOut: string[] = [],
): Promise<Visit | undefined> {
  const { page } = visit;
  const links = page.links
    .filter(({ href, text }) => SIGN_IN.test(`${text} ${href}`))
    .filter(({ href }) => /^https?:/.test(new URL(href, page.url).protocol))
    .map(
      ({ href }) =>
        () =>
          agent.follow(href, { from: page }),
    );
  const presses = page.forms.flatMap((form) =>
    form.buttons
      .filter((button) => startsSignIn(form, button))
      .map((button) => () => agent.submit(form, {}, { button: button.id ?? button.text })),
  );
  for (const go of [...links.slice(0, MOST_WAYS), ...presses.slice(0, MOST_WAYS)]) {
    const next = await go();
    if (next.ending.kind === "off-limits") leftOut.push(new URL(next.ending.url).origin);
    if (next.ending.kind === "page" && new URL(next.page.url).origin === org.origin) return joined(visit, next);
  }
  return undefined;
}

/** A button beside fields is for those, unless it leads somewhere else than they do. */
function startsSignIn({ controls, action }: Form, button: Button): boolean {
  const leadsTo = button.action ?? action;
  const isAlone = button.action !== undefined || controls.every(({ type }) => type === "hidden");
  return leadsTo !== undefined && isAlone && SIGN_IN.test(`${button.text} ${leadsTo}`);
}
