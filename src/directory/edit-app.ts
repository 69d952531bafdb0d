/** Changing the settings of an app. */
import { type App, type AppDocument, type TestSettings, updateApp } from "../store/apps.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { appTarget } from "./events.js";

/** Keeps the new settings; ids, names in URLs and the slug stay as they are, so that a configured SP keeps working. */
export async function editApp(
  store: Store,
  app: App,
  change: { label?: string; document?: AppDocument; tests?: TestSettings },
  now: Date,
): Promise<App> {
  const edited: App = { ...app, ...change, lastUpdated: now };
  return await store.write(async (tx) => {
    await updateApp(tx, edited);
    await tx.record(
      logEvent({
        org: app.org,
        now,
        type: "application.lifecycle.update",
        result: "SUCCESS",
        targets: [appTarget(edited)],
      }),
    );
    return edited;
  });
}
