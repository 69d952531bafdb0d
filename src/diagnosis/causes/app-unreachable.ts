/** Nobody answers at the app's address. */
import { defineCause, type Suspicion } from "../cause.js";
import { isIdp, type TraceEnding } from "../trace.js";

const REASONS: Record<string, string> = {
  refused: "nothing listens there",
  timeout: "there was no answer in time",
  reset: "the connection was cut",
  name: "the host name is unknown",
  tls: "the TLS connection failed",
  protocol: "what answers there does not speak HTTP",
  closed: "the connection was closed without an answer",
};

export default defineCause({
  rule: "app-unreachable",
  title: "The app does not answer",

  suspect(trace) {
    const { ending } = trace;
    if (ending.kind !== "unreachable" || !ending.url || isIdp(trace, ending.url)) return undefined;
    return suspicionOfUnreachable(ending, trace.app.slug);
  },
});

/** The same words for the preflight, where nothing but the address was tried. */
export function suspicionOfUnreachable(ending: TraceEnding, slug: string): Suspicion {
  const { origin, pathname } = new URL(ending.url ?? "");
  const why = REASONS[ending.reason ?? ""] ?? ending.message ?? "the connection failed";
  const start = `start the app, or let the test do it: appint test-sso ${slug} --exec "npm start" --wait-on ${origin}/`;
  return {
    // Without its query, which may hold a code.
    seen: `${origin}${pathname}: ${ending.code ?? why}`,
    proof: `a connection to ${origin} was tried`,
    cause: why,
    fix:
      ending.reason === "timeout"
        ? `see in the app's log what ${pathname} waits for, or give it more time: --timeout <seconds>`
        : start,
  };
}
