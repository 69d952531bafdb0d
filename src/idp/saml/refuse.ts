/** A sign-in or sign-out that ends on a page of the IdP: the SP hears nothing of it, as on the platform; the log does. */
import type { Problem } from "../../problem.js";
import type { App } from "../../store/apps.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { type IdpEvent, recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import type { Visitor } from "../sessions/visitor.js";

export interface Refusal {
  /** For the log. */
  readonly reason: string;
  /** For the person in front of the browser. */
  readonly text: string;
  /** What was sent and what is set up. */
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly fix: { readonly text: string; readonly command?: string };
  /** Whose fault it is; default: the request's. */
  readonly fault?: "request" | "person";
}

/** Records the refusal and shows its page. @param of what was refused: a sign-in, or a sign-out that an SP asks for */
export async function refuse(
  exchange: Exchange,
  app: App,
  refusal: Refusal,
  visitor: Visitor,
  of: "sso" | "slo" = "sso",
): Promise<void> {
  const { idp, nonce } = exchange;
  const { reason, text, facts, fix, fault = "request" } = refusal;
  const debugData = Object.fromEntries(facts.map(([term, value]) => [camelCased(term), value]));
  await recordEvents(exchange, [refusalEvent(app, { reason, debugData }, visitor, of)]);
  const page = { text, facts: [["App", app.label] as const, ...facts], fix };
  const about = { nonce, org: idp.org.name };
  if (fault === "request") {
    const title = "400 Bad Request";
    return sendPage(exchange, 400, errorPage(about, { ...page, title, code: "invalid_saml_request" }));
  }
  const title = "500 Internal Server Error";
  sendPage(exchange, 500, errorPage(about, { ...page, title, code: "saml_response_failed" }));
}

/** What cannot be read or written, in the words of its problem. */
export function refusalOf({ what, why, fix }: Problem, fault: Refusal["fault"]): Refusal {
  const sentence = fix.charAt(0).toUpperCase() + fix.slice(1);
  return { reason: what, text: `${what}.`, facts: [["Why", why]], fix: { text: `${sentence}.` }, fault };
}

const camelCased = (term: string): string =>
  term.toLowerCase().replace(/ (.)/g, (_, letter: string) => letter.toUpperCase());

/** What the log says of it. */
export function refusalEvent(
  app: App,
  { reason, debugData }: { reason: string; debugData: Record<string, string> },
  { signedIn, run }: Visitor,
  of: "sso" | "slo" = "sso",
): IdpEvent {
  return {
    type: `user.authentication.${of}`,
    actor: signedIn?.user ?? null,
    targets: [app],
    result: "FAILURE",
    reason,
    run,
    session: signedIn?.session.uid,
    debugData: { signOnMode: "SAML 2.0", ...debugData },
  };
}
