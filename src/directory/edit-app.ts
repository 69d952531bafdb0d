/** Changing the settings of an app. */
import { isDeepStrictEqual } from "node:util";
import { newId, randomToken } from "../crypto/ids.js";
import { type App, type AppDocument, appById, type TestSettings, updateApp } from "../store/apps.js";
import { insertSecret, secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { appTarget } from "./events.js";
import { appChanged } from "./problems.js";

export interface AppChange {
  label?: string;
  document?: AppDocument;
  tests?: TestSettings;
  /** Whether the app authenticates with a client secret from now on; one is made where there is none. */
  keepsSecret?: boolean;
}

/**
 * Keeps the new settings; ids, names in URLs and the slug stay as they are, so that a configured SP keeps working.
 * Settings that are there already are no change: nothing is written.
 *
 * @param app as it was when the change was made up; another process may have changed it since
 * @returns the app, and the client secret in clear where one was made
 * @throws Problem APP_CHANGED when it is not like that any more: writing it would undo the other change
 */
export async function editApp(
  store: Store,
  app: App,
  { keepsSecret = false, ...change }: AppChange,
  now: Date,
): Promise<{ app: App; isChanged: boolean; clientSecret: string | undefined }> {
  const edited: App = { ...app, ...change, lastUpdated: now };
  const lacksSecret = keepsSecret && (await secretsOf(store.read, app.id, "client_secret")).length === 0;
  const isChanged = lacksSecret || !isDeepStrictEqual({ ...edited, lastUpdated: app.lastUpdated }, app);
  if (!isChanged) return { app, isChanged, clientSecret: undefined };
  const clientSecret = lacksSecret ? randomToken(48) : undefined;
  const sealed = clientSecret === undefined ? undefined : store.seal(clientSecret);
  await store.write(async (tx) => {
    const current = await appById(tx, app.id);
    if (current && !isDeepStrictEqual(asKept(current), asKept(app))) throw appChanged(app);
    await updateApp(tx, edited);
    if (sealed !== undefined)
      await insertSecret(tx, {
        id: newId("ocs"),
        org: app.org,
        owner: app.id,
        kind: "client_secret",
        sealed,
        created: now,
      });
    await tx.record(
      logEvent({
        org: app.org,
        now,
        type: "application.lifecycle.update",
        result: "SUCCESS",
        targets: [appTarget(edited)],
      }),
    );
  });
  return { app: edited, isChanged, clientSecret };
}

/** As the store keeps it: without members that are undefined. */
const asKept = (app: App): unknown => JSON.parse(JSON.stringify(app));
