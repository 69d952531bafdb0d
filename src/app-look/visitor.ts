/** A browser that stays at the app: what would go to an IdP is read, not sent, and time, size and number are bounded. */
import type { Agent, Page, Visit, VisitOptions } from "../smoke/agents/agent.js";
import { createHttpAgent } from "../smoke/agents/http/http-agent.js";
import { isLoopback } from "../smoke/agents/http/trustworthy.js";
import { type IdpRequest, idpRequestOf } from "./idp-request.js";
import { requestsOnPage } from "./requests-on-page.js";

export interface Limits {
  /** Milliseconds for one request with its answer, and for the whole look. */
  requestMs: number;
  wholeMs: number;
  requests: number;
  bodyBytes: number;
}

export const LIMITS: Limits = { requestMs: 5_000, wholeMs: 20_000, requests: 90, bodyBytes: 1_048_576 };

/** One thing that was tried, and what came of it. */
export interface Step {
  asked: string;
  came: string;
}

/** What a visit came to. */
export interface Sight {
  /** The requests for a sign-in that it led to, or that the page holds ready. */
  requests: IdpRequest[];
  /** The page that it ended with, of the app itself. */
  page?: Page;
  visit: Visit;
}

export interface Visitor {
  readonly steps: readonly Step[];
  /** Requests made so far. */
  readonly made: number;
  /** Why nothing more may be asked, as the end of a sentence. */
  readonly exhausted: string | undefined;
  isOwn(url: URL): boolean;
  /** @param asked for the trail: "GET /login" */
  see(asked: string, go: (agent: Agent, options: VisitOptions) => Promise<Visit>): Promise<Sight | undefined>;
  cookies(): string[];
  close(): Promise<void>;
}

/** An IdP that is nowhere: to the app every other host is a foreign site anyway, and none is visited. */
const NO_IDP = "http://idp.invalid";

/** @param given an address of the app: its origin is all that is ever asked */
export function openVisitor(given: URL, { clock, limits = LIMITS }: { clock: () => Date; limits?: Limits }): Visitor {
  let made = 0;
  let isOver = false;
  let own = given;
  const exhausted = () =>
    isOver
      ? `${limits.wholeMs / 1000} seconds are over`
      : made >= limits.requests
        ? `${limits.requests} requests are made`
        : undefined;
  const isOwn = (url: URL): boolean => {
    if (url.origin === own.origin) return true;
    // The same listener under another name, and the same host that asks for encryption, are the same app.
    if (isLoopback(url) && isLoopback(own) && url.port === own.port) return url.protocol === own.protocol;
    const isUpgrade = url.protocol === "https:" && own.protocol === "http:" && url.port === "" && own.port === "";
    if (url.hostname === own.hostname && isUpgrade) own = url;
    return url.origin === own.origin;
  };
  const agent = createHttpAgent({
    idpOrigin: NO_IDP,
    clock,
    timeoutMs: limits.requestMs,
    maxHops: 12,
    maxBodyBytes: limits.bodyBytes,
    mayVisit: (url) => isOwn(url) && exhausted() === undefined && ++made > 0,
  });
  const timer = setTimeout(() => {
    isOver = true;
    void agent.close();
  }, limits.wholeMs);
  const steps: Step[] = [];

  return {
    steps,
    isOwn,
    get made() {
      return made;
    },
    get exhausted() {
      return exhausted();
    },
    async see(asked, go) {
      if (exhausted()) return undefined;
      const visit = await go(agent, { stopAt: (request) => idpRequestOf(request) !== undefined });
      const sight = sightOf(visit);
      steps.push({ asked, came: cameOf(sight) });
      return sight;
    },
    cookies: () => agent.cookies().map(({ name }) => name),
    async close() {
      clearTimeout(timer);
      await agent.close();
    },
  };
}

function sightOf(visit: Visit): Sight {
  const { ending, page, hops } = visit;
  if (ending.kind === "stopped") {
    const request = idpRequestOf(ending.request);
    return { visit, requests: request ? [request] : [] };
  }
  if (hops.length === 0 || (ending.kind !== "page" && ending.kind !== "off-limits")) return { visit, requests: [] };
  return { visit, page, requests: requestsOnPage(page) };
}

/** A few words for the trail. */
function cameOf({ visit: { ending, hops }, page, requests }: Sight): string {
  const [first] = requests;
  const status = hops.at(-1)?.response.status;
  if (first) return `${status ?? ""} a request for a sign-in to ${new URL(first.url).origin}`.trim();
  if (ending.kind === "off-limits") return `${status ?? ""} leads to ${hostOf(ending.url)}, which is not asked`.trim();
  if (ending.kind === "unreachable") return `no answer (${ending.code})`;
  if (ending.kind === "loop" || ending.kind === "too-many-hops") return "redirects in a circle";
  if (ending.kind === "too-large") return `more than ${ending.limit} bytes`;
  if (ending.kind === "not-http") return `leads to ${ending.url.slice(0, 40)}`;
  return page?.title ? `${status} “${page.title.slice(0, 40)}”` : String(status ?? "nothing");
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
