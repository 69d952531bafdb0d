/** Answers a person who may not open an app: the admin's own page for those who are not assigned, else the IdP's. */
import { errorPageOf } from "../../integrations/fields/general.js";
import type { App } from "../../store/apps.js";
import type { User } from "../../store/users.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { refusedPage } from "../pages/refused.js";
import type { Refused } from "./access.js";

export function sendRefused(exchange: Exchange, refused: Refused, about: { app: App; user: User }): void {
  const page = refused.refused === "not-assigned" ? errorPageOf(about.app.document) : undefined;
  if (page !== undefined) redirect(exchange, page);
  else sendPage(exchange, 403, refusedPage(exchange, refused, about));
}
