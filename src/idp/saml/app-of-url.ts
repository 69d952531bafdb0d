/** The app that the sign-on URL names, or the page of an address that leads nowhere. */
import { type App, appByExternalKey } from "../../store/apps.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import { samlSignOnMode } from "./tile.js";
import { visitorOf } from "./visitor.js";

/** Undefined when the browser has been told that there is no such app, or that it is inactive. */
export async function appOfUrl(exchange: Exchange): Promise<App | undefined> {
  const { idp, params } = exchange;
  const app = await appByExternalKey(idp.store.read, idp.org.id, params.externalKey ?? "");
  if (app?.signOnMode !== samlSignOnMode || app.name !== params.name) {
    answerNoApp(exchange, { text: "Copy the sign-on URL again:", command: "appint apps show <app>" });
    return undefined;
  }
  if (app.status === "ACTIVE") return app;

  const { signedIn, run } = await visitorOf(exchange);
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
  answerInactive(exchange, app);
  return undefined;
}

/** To the browser an inactive app does not exist; the admin's half of the page says what it is. */
export function answerInactive(exchange: Exchange, { label, slug }: App): void {
  answerNoApp(exchange, { text: `${label} is inactive. Activate it:`, command: `appint apps activate ${slug}` });
}

function answerNoApp(exchange: Exchange, fix: { text: string; command: string }): void {
  const { idp, nonce } = exchange;
  const page = { title: "404 Not Found", text: "There is no app at this address.", fix };
  sendPage(exchange, 404, errorPage({ nonce, org: idp.org.name }, page));
}
