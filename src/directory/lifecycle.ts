/** When an app may be activated and deactivated. */
import { type App, appById, updateApp } from "../store/apps.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { appTarget } from "./events.js";
import { alreadyInStatus } from "./problems.js";

/** Nobody can sign in to the app any more; its settings and assignments stay. @throws Problem APP_STATUS when it is inactive */
export const deactivateApp = (store: Store, app: App, now: Date): Promise<App> =>
  changeStatus(store, app, "INACTIVE", now);

/** People who are assigned can sign in again. @throws Problem APP_STATUS when it is active */
export const activateApp = (store: Store, app: App, now: Date): Promise<App> => changeStatus(store, app, "ACTIVE", now);

async function changeStatus(store: Store, app: App, status: App["status"], now: Date): Promise<App> {
  return await store.write(async (tx) => {
    const current = (await appById(tx, app.id)) ?? app; // with what others have changed meanwhile
    if (current.status === status) throw alreadyInStatus(current);
    const changed: App = { ...current, status, lastUpdated: now };
    await updateApp(tx, changed);
    const type = status === "ACTIVE" ? "application.lifecycle.activate" : "application.lifecycle.deactivate";
    await tx.record(logEvent({ org: app.org, now, type, result: "SUCCESS", targets: [appTarget(changed)] }));
    return changed;
  });
}
