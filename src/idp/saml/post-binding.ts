/**
 * POST /app/{name}/{externalKey}/sso/saml and …/slo/saml: an AuthnRequest or LogoutRequest by HTTP-POST.
 *
 * A browser keeps its cookies from a cross-site POST, so what came is kept and fetched again by GET, where session and
 * run are known; it is judged there.
 *
 * @see saml-bindings-2.0 §3.5
 */
import { redirect } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { NotAForm } from "../http/form.js";
import { recordEvents } from "../log.js";
import { visitorOf } from "../sessions/visitor.js";
import { appOfUrl } from "./app-of-url.js";
import { keepRequest } from "./received-request.js";
import { refusalEvent } from "./refuse.js";

export async function requestByPost(exchange: Exchange): Promise<void> {
  const app = await appOfUrl(exchange);
  if (!app) return;
  const form = await exchange.form().catch(async (error: unknown) => {
    if (error instanceof NotAForm) {
      const refusal = { reason: "The POST is not a form", debugData: {} };
      const of = exchange.url.pathname.endsWith("/slo/saml") ? "slo" : "sso";
      await recordEvents(exchange, [refusalEvent(app, refusal, await visitorOf(exchange), of)]);
    }
    throw error; // the server has a page for it
  });
  const path = await keepRequest(exchange, app.id, {
    binding: "post",
    samlRequest: form.get("SAMLRequest"),
    relayState: form.get("RelayState") ?? "",
    at: exchange.idp.clock().toISOString(),
  });
  redirect(exchange, path, 303);
}
