/** Deleting an app: for good, and only when it is inactive, as the platform does. */
import { type App, appById, deleteAppRow } from "../store/apps.js";
import { deleteStateOfClient } from "../store/protocol-state.js";
import { deleteSecretsOf, deleteSecretsOfAppUsers } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { appTarget } from "./events.js";
import { appStillActive } from "./problems.js";

/**
 * @param force whether an active app is deactivated first
 * @param isConfirmed whether somebody has said that it is meant: then the way out says so too
 * @throws Problem APP_ACTIVE
 */
export function refuseActive(app: App, { force, isConfirmed }: { force: boolean; isConfirmed: boolean }): void {
  if (app.status === "ACTIVE" && !force) throw appStillActive(app, isConfirmed);
}

/**
 * Deletes the app with its assignments, keys, secrets and what was issued to it; its events stay in the log.
 *
 * @param force deactivates an active app in the same change
 * @throws Problem APP_ACTIVE, also when somebody activated it meanwhile; APP_GONE when it is not there any more
 */
export async function deleteApp(store: Store, app: App, { force }: { force: boolean }, now: Date): Promise<void> {
  await store.write(async (tx) => {
    const current = (await appById(tx, app.id)) ?? app;
    refuseActive(current, { force, isConfirmed: true });
    const record = (type: EventType) =>
      tx.record(logEvent({ org: app.org, now, type, result: "SUCCESS", targets: [appTarget(current)] }));
    if (current.status === "ACTIVE") await record("application.lifecycle.deactivate");
    await deleteSecretsOf(tx, app.id);
    await deleteSecretsOfAppUsers(tx, app.id);
    await deleteStateOfClient(tx, app.org, app.id);
    await deleteAppRow(tx, app.id);
    await record("application.lifecycle.delete");
  });
}
