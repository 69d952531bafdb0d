/** A sign-in that ends on a page of the IdP: the SP hears nothing of it, as on the platform; the log does. */
import type { App } from "../../store/apps.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { type IdpEvent, recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import type { Visitor } from "./visitor.js";

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

/** Records the refusal and shows its page. */
export async function refuse(exchange: Exchange, app: App, refusal: Refusal, visitor: Visitor): Promise<void> {
  const { idp, nonce } = exchange;
  await recordEvents(exchange, [refusalEvent(app, refusal, visitor)]);
  const { text, facts, fix, fault = "request" } = refusal;
  const page = { text, facts: [["App", app.label] as const, ...facts], fix };
  const about = { nonce, org: idp.org.name };
  if (fault === "request") {
    const title = "400 Bad Request";
    return sendPage(exchange, 400, errorPage(about, { ...page, title, code: "invalid_saml_request" }));
  }
  const title = "500 Internal Server Error";
  sendPage(exchange, 500, errorPage(about, { ...page, title, code: "saml_response_failed" }));
}

/** What the log says of it. */
export function refusalEvent(
  app: App,
  { reason, facts }: Pick<Refusal, "reason" | "facts">,
  { signedIn, run }: Visitor,
): IdpEvent {
  return {
    type: "user.authentication.sso",
    actor: signedIn?.user ?? null,
    targets: [app],
    result: "FAILURE",
    reason,
    run,
    session: signedIn?.session.uid,
    debugData: Object.fromEntries([["signOnMode", "SAML 2.0"], ...facts]),
  };
}
