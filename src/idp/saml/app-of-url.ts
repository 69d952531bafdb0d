/** The app that the sign-on URL names, or the page of an address that leads nowhere. */
import { type App, appByExternalKey } from "../../store/apps.js";
import type { Exchange } from "../http/exchange.js";
import { answerNoApp, refuseInactive } from "../inactive-app.js";
import { visitorOf } from "../sessions/visitor.js";
import { samlSignOnMode } from "./tile.js";

/** Undefined when the browser has been told that there is no such app, or that it is inactive. */
export async function appOfUrl(exchange: Exchange): Promise<App | undefined> {
  const { idp, params } = exchange;
  const app = await appByExternalKey(idp.store.read, idp.org.id, params.externalKey ?? "");
  if (app?.signOnMode !== samlSignOnMode || app.name !== params.name) {
    answerNoApp(exchange, { text: "Copy the sign-on URL again:", command: "appint apps show <app>" });
    return undefined;
  }
  if (app.status === "ACTIVE") return app;

  await refuseInactive(exchange, app, await visitorOf(exchange));
  return undefined;
}
