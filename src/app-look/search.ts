/** Finds the request for a sign-in: at the address itself, behind what a person would click, at the usual addresses. */
import type { Page } from "../smoke/agents/agent.js";
import type { IdpRequest, Protocol } from "./idp-request.js";
import { asksForPassword, type Click, clicksOn } from "./next-clicks.js";
import type { Sight, Visitor } from "./visitor.js";
import { recognised, type WayIn } from "./way-in.js";

/** A request for a sign-in, and how it was reached. */
export interface Found {
  request: IdpRequest;
  /** What was done last: "GET /login". */
  by: string;
  /** The address of the app that led there when it was opened. */
  startUrl?: string;
  /** The person's own address led there by itself. */
  isGiven: boolean;
}

export interface Findings {
  /** What speaks the protocol that is wanted, else what speaks any; those of public IdPs last. */
  found?: Found;
  /** The page at the given address. */
  page?: Page;
  /** Where the app asks for a password itself. */
  passwordAt?: string;
  /** A page that only script fills. */
  scriptAt?: string;
}

/** Behind a sign-in page behind a sign-in page nobody hides the way in. */
const DEEPEST = 3;
const MOST_CLICKS = 16;
/** They sign in everybody in the world; an app has them beside the IdP that is meant. */
const PUBLIC_IDP = /(^|\.)(google|github|gitlab|facebook|twitter|x|linkedin|apple|live|discord)\.com$/;

export const isOfPublicIdp = ({ url }: IdpRequest): boolean => PUBLIC_IDP.test(new URL(url).hostname);

/** @param first what the given address showed @param wanted the protocol that is wanted; any, if omitted */
export async function searchSignIn(
  visitor: Visitor,
  given: string,
  first: Sight,
  { ways, wanted }: { ways: readonly WayIn[]; wanted?: string },
): Promise<Findings> {
  const others: Found[] = [];
  const done = new Set([pathOf(given)]);
  const findings: Findings = { page: first.page };
  let clicks = 0;

  const isMeant = (protocol: Protocol) => wanted === undefined || wanted === protocol;
  const take = (sight: Sight, by: string, isGiven = false): void => {
    const { page } = sight;
    if (page && asksForPassword(page)) findings.passwordAt ??= page.url;
    if (page?.needsScript) findings.scriptAt ??= page.url;
    for (const request of sight.requests) {
      const found: Found = { request, by, startUrl: startOf(sight), isGiven: isGiven && !page };
      if (!findings.found && isMeant(request.protocol) && !isOfPublicIdp(request)) findings.found = found;
      else others.push(found);
    }
  };

  const click = async (what: Click, page: Page): Promise<Sight | undefined> =>
    await visitor.see(what.text, (agent, options) =>
      what.form
        ? agent.submit(what.form, {}, { ...options, button: what.button ? nameOf(what) : null })
        : agent.follow(what.link as string, { ...options, from: page }),
    );

  const clickThrough = async (page: Page, depth: number): Promise<void> => {
    for (const what of clicksOn(page, visitor.isOwn)) {
      if (findings.found || clicks >= MOST_CLICKS || visitor.exhausted) return;
      const key = what.form ? `${what.text} ${what.button?.value ?? ""}` : pathOf(what.link as string);
      if (done.has(key)) continue;
      done.add(key);
      clicks++;
      const sight = await click(what, page);
      if (!sight) return;
      take(sight, what.text);
      if (sight.page && depth < DEEPEST && what.likelihood > 1) await clickThrough(sight.page, depth + 1);
    }
  };

  take(first, `GET ${pathOf(given)}`, true);
  if (!findings.found && first.page) await clickThrough(first.page, 1);

  const way = recognised(ways, { cookies: visitor.cookies() });
  const starts = [...(way?.starts ?? []), ...ways.flatMap((each) => each.starts)];
  for (const start of findings.found ? [] : starts) {
    if (findings.found || visitor.exhausted) break;
    if (done.has(start)) continue;
    done.add(start);
    const url = new URL(start, first.visit.hops.at(-1)?.request.url ?? given).href;
    const sight = await visitor.see(`GET ${start}`, (agent, options) => agent.get(url, options));
    if (!sight) break;
    take(sight, `GET ${start}`);
    const isNew = sight.page && sight.page.status < 400 && sight.page.body !== first.page?.body;
    if (sight.page && isNew) await clickThrough(sight.page, 2);
  }
  findings.found ??= others.find(({ request }) => isMeant(request.protocol)) ?? others[0];
  return findings;
}

/** How the agent knows the button again. */
const nameOf = ({ button }: Click): string =>
  button?.id ?? (button?.name ? button.value || button.name : (button?.text ?? ""));

/** The last address of the app that was opened, not posted to, before the IdP. */
function startOf({ visit: { ending, hops } }: Sight): string | undefined {
  const last = hops.at(-1)?.request;
  return ending.kind === "stopped" && ending.request.cause === "redirect" && last?.method === "GET"
    ? last.url
    : undefined;
}

/** Path and query, as the trail and the search know an address. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
