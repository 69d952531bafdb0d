/** A sign-in that goes round: the app takes the IdP's answer and sends the person to the IdP again. */
import { isForPage } from "./cookie-path.js";
import { isDelivery, isIdp, isSignInRequest, type Trace, type TraceHop } from "./trace.js";

export interface SignInLoop {
  /** How often the app took an answer and asked for another. */
  rounds: number;
  /** The path that takes the answer. */
  callback: string;
  /** The path that was asked for next and asked to sign in again. */
  page: string;
  /** Cookies that the browser brought to that page. */
  brought: readonly string[];
  /** Those that the callback itself had set for that page. */
  set: readonly string[];
}

/**
 * Undefined where it went round less than twice, or where something is to blame that others tell better: a cookie that
 * was refused or kept back, an error in place of a code.
 */
export function signInLoopOf(trace: Trace): SignInLoop | undefined {
  if (trace.ending.kind !== "loop" && trace.ending.kind !== "too-many-hops") return undefined;
  const first = trace.hops.findIndex((hop) => isDelivery(trace, hop));
  const round = trace.hops.slice(first);
  const [delivery] = round;
  if (first < 0 || !delivery || round.some((hop) => isBlamed(trace, hop))) return undefined;

  const rounds = round.filter(
    (hop, index) =>
      isDelivery(trace, hop) &&
      round.slice(index + 1).find((each) => isDelivery(trace, each) || isSignInRequest(trace, each)) !== undefined,
  ).length;
  const page = round.slice(1).find(({ request }) => !isIdp(trace, request.url));
  if (rounds < 2 || !page || isDelivery(trace, page)) return undefined;

  const kept = delivery.response.setCookies.filter(({ stored }) => stored);
  const set = kept.filter(({ raw }) => isForPage(raw, pathOf(delivery), pathOf(page))).map(({ name }) => name);
  const brought = page.request.cookies;
  // All of another path, or one that did not come: the session cookie is lost, which is a cause of its own.
  if (kept.length > 0 && set.length === 0) return undefined;
  if (!set.every((name) => brought.includes(name)) || brought.length === 0) return undefined;
  return { rounds, callback: pathOf(delivery), page: pathOf(page), brought, set };
}

const isBlamed = (trace: Trace, hop: TraceHop): boolean =>
  !isIdp(trace, hop.request.url) &&
  (hop.withheldCookies.length > 0 ||
    hop.response.status >= 400 ||
    hop.response.setCookies.some(({ stored, why }) => !stored && why !== undefined) ||
    /[?&]error=/.test(new URL(hop.request.url).search) ||
    hop.request.fields.some(([name]) => name === "error"));

const pathOf = ({ request }: TraceHop): string => new URL(request.url).pathname;
