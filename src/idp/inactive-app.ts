/** Addresses of apps that lead nowhere: to the browser an inactive app does not exist, in every protocol and on the dashboard. */
import type { App } from "../store/apps.js";
import { sendPage } from "./http/answers.js";
import type { Exchange } from "./http/exchange.js";
import { recordEvents } from "./log.js";
import { errorPage } from "./pages/error.js";
import type { Visitor } from "./sessions/visitor.js";

/** 404; the log says who wanted in, and the admin's half of the page how to let them. */
export async function refuseInactive(exchange: Exchange, app: App, { signedIn, run }: Visitor): Promise<void> {
  await recordEvents(exchange, [
    {
      type: "app.generic.unauth_app_access_attempt",
      actor: signedIn?.user ?? null,
      targets: [app],
      result: "FAILURE",
      reason: "App is not active",
      run,
      session: signedIn?.session.uid,
    },
  ]);
  const { label, slug } = app;
  answerNoApp(exchange, { text: `${label} is inactive. Activate it:`, command: `appint apps activate ${slug}` });
}

/** 404 for an address that no app has. */
export function answerNoApp(exchange: Exchange, fix: { text: string; command: string }): void {
  const { idp, nonce } = exchange;
  const page = { title: "404 Not Found", text: "There is no app at this address.", fix };
  sendPage(exchange, 404, errorPage({ nonce, org: idp.org.name }, page));
}
