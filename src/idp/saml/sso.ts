/** GET /app/{name}/{externalKey}/sso/saml: the single sign-on service, with a request of the SP or without. */
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import type { App } from "../../store/apps.js";
import { redirect } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { refuseInactive } from "../inactive-app.js";
import { recordEvents } from "../log.js";
import { accessTo, type Refused } from "../sessions/access.js";
import { sendRefused } from "../sessions/send-refused.js";
import type { SignedIn } from "../sessions/session.js";
import { type Visitor, visitorOf } from "../sessions/visitor.js";
import { signInPath } from "../sign-in/path.js";
import { appOfUrl } from "./app-of-url.js";
import { respondNoPassive } from "./no-passive.js";
import { judge, keepRequest, type Received, receivedBy } from "./received-request.js";
import { type Refusal, refuse } from "./refuse.js";
import { respond } from "./respond.js";
import { seenByRun } from "./seen-by-run.js";

export async function sso(exchange: Exchange): Promise<void> {
  const { idp, url } = exchange;
  const app = await appOfUrl(exchange);
  if (!app) return;
  const visitor = await visitorOf(exchange);
  const { signedIn, run } = visitor;
  const seen = await seenByRun(idp, app, run);

  const received = await receivedBy(exchange, app.id);
  if (received === "gone") return refuse(exchange, app, requestGone, visitor);
  const judged = received && (await judge(received, seen, idp.origin + url.pathname));
  if (judged && "refusal" in judged) return refuse(exchange, app, judged.refusal, visitor);
  const request = judged?.request;

  // That of a verified request is the one that was signed.
  const relayState = request ? (request.relayState ?? "") : undefined;

  if (!signedIn || !isFresh(signedIn, seen, request, received)) {
    if (request?.isPassive) return respondNoPassive(exchange, seen, request, relayState ?? "", visitor);
    return redirect(exchange, signInPath(await wayBack(exchange, app, received), request?.subject));
  }
  const access = await accessTo(idp.store, { app: app.id, user: signedIn.user.id, run, now: idp.clock() });
  if ("refused" in access) return answerRefused(exchange, app, access, signedIn, visitor);

  const unasked = url.searchParams.get("RelayState") ?? samlSettingsOf(seen).defaultRelayState ?? "";
  await respond(exchange, access.allowed, signedIn, { request, relayState: relayState ?? unasked });
}

/** A request that forces a sign-in is answered by a session that began after it arrived. @see saml-core-2.0 §3.4.1 */
function isFresh({ session }: SignedIn, app: App, request?: AuthnRequest, received?: Received): boolean {
  if (!request?.forceAuthn || !received || !samlSettingsOf(app).honorForceAuthn) return true;
  return session.authTime >= new Date(received.at);
}

/** Where the browser goes on after the sign-in page; a request is kept for that time. */
async function wayBack(exchange: Exchange, app: App, received: Received | undefined): Promise<string> {
  const { url } = exchange;
  const isKept = url.searchParams.has("request");
  return received && !isKept ? keepRequest(exchange, app.id, received) : url.pathname + url.search;
}

async function answerRefused(
  exchange: Exchange,
  app: App,
  refused: Refused,
  { user, session }: SignedIn,
  visitor: Visitor,
): Promise<void> {
  if (refused.refused === "app-inactive") return refuseInactive(exchange, app, visitor);
  const { run } = visitor;
  const event = { ...refused.event, actor: user, targets: [app], result: "FAILURE" as const, run };
  await recordEvents(exchange, [{ ...event, session: session.uid }]);
  sendRefused(exchange, refused, { app, user });
}

const requestGone: Refusal = {
  reason: "The kept AuthnRequest is gone",
  text: "This sign-in was begun more than an hour ago, or at another app.",
  facts: [],
  fix: { text: "Start again at the app." },
};
