/** Looks at the login page of an app: its form, and what stands in the way of posting it from elsewhere. */
import type { Page } from "../smoke/agents/agent.js";
import { asksNameFirst, type LoginForm, loginFormOf, tokensOf } from "./login-form.js";
import { openVisitor } from "./visitor.js";

export interface LoginPage {
  /** Where the page is, when its address leads elsewhere. */
  landedAt?: string;
  form?: LoginForm;
  /** Names of controls that are new on every visit. */
  tokens: string[];
  /** Why there is no form, or what is to be known about it: sentences without a full stop. */
  notes: string[];
}

const REQUEST_MS = 4_000;
const LIMITS = { requestMs: REQUEST_MS, wholeMs: 2 * REQUEST_MS, requests: 24, bodyBytes: 1_048_576 };

/**
 * Visits the page twice, each time as somebody who was never there: what differs is a token. Nobody but the host of the
 * address is asked.
 *
 * @param address an absolute http or https URL
 * @returns never throws: what went wrong is a note
 */
export async function lookAtLoginPage(address: string, { clock }: { clock: () => Date }): Promise<LoginPage> {
  const first = await visited(address, clock);
  if ("why" in first) return { tokens: [], notes: [first.why] };
  const { page } = first;
  const landedAt = withoutFragment(page.url) === withoutFragment(address) ? {} : { landedAt: page.url };
  const form = loginFormOf(page);
  if (!form) return { ...landedAt, tokens: [], notes: [whyNoForm(page)] };

  const second = await visited(address, clock);
  const tokens = tokensOf(form, "why" in second ? undefined : loginFormOf(second.page));
  const notes: string[] = [];
  if (tokens.length > 0)
    notes.push(
      `${tokens.join(", ")} ${tokens.length === 1 ? "is" : "are"} new on every visit: the app refuses a form that is posted without one, so the tile cannot sign in there; the platform fills such a page with its browser plugin`,
    );
  if (form.method === "GET")
    notes.push("the page sends its form by GET, with the password in the address; the tile posts it");
  if (form.encoding !== "application/x-www-form-urlencoded")
    notes.push(`the page sends its form as ${form.encoding}; the tile sends application/x-www-form-urlencoded`);
  if (new URL(form.url).origin !== new URL(page.url).origin)
    notes.push(`the form is sent to another origin, ${new URL(form.url).origin}`);
  return { ...landedAt, form, tokens, notes };
}

async function visited(address: string, clock: () => Date): Promise<{ page: Page } | { why: string }> {
  const visitor = openVisitor(new URL(address), { clock, limits: LIMITS });
  try {
    const sight = await visitor.see(`GET ${address}`, (agent, options) => agent.get(address, options));
    const page = sight?.page;
    const came = visitor.steps.at(-1)?.came ?? "nothing";
    if (!page) return { why: `the page was not seen: ${came}` };
    return page.status < 400 || page.status === 401 || page.status === 403
      ? { page }
      : { why: `the page was not seen: ${came}` };
  } catch (error) {
    return { why: `the page was not seen: ${(error as Error).message}` };
  } finally {
    await visitor.close();
  }
}

function whyNoForm(page: Page): string {
  if (asksNameFirst(page))
    return "the page asks for a name, and for the password on the next page: a form cannot be posted in one go";
  if (page.needsScript || page.forms.length === 0)
    return "there is no form in the page as it comes; it may be built by a script, and no script was run";
  return "no form of the page asks for a name and one password";
}

const withoutFragment = (url: string): string => (URL.canParse(url) ? new URL(url).href.replace(/#.*$/, "") : url);
