/** The app whose events are asked for: the log knows also those that are gone. */
import { Problem } from "../problem.js";
import { eventsOfOrg } from "../store/log-events.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { findApp } from "./find.js";

/** @returns its id; @throws Problem APP_NOT_FOUND, APP_AMBIGUOUS for what the log does not know either */
export async function appOfLog(store: Store, org: Org, typed: string): Promise<string> {
  try {
    return (await findApp(store, org, typed)).id;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "APP_NOT_FOUND") throw error;
    const known = typed.startsWith("0oa") && (await eventsOfOrg(store.read, org.id, { app: typed, limit: 1 })).rows[0];
    if (known) return typed;
    throw error;
  }
}
