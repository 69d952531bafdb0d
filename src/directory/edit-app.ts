/** Changing the settings of an app. */
import { isDeepStrictEqual } from "node:util";
import { equalSecrets } from "../crypto/hash.js";
import { type App, type AppDocument, appById, type TestSettings, updateApp } from "../store/apps.js";
import { deleteSecret, insertSecret, secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { CLIENT_SECRET, newClientSecret, sealedSecret } from "./app-secret.js";
import { appTarget } from "./events.js";
import { appChanged } from "./problems.js";

export interface AppChange {
  label?: string;
  document?: AppDocument;
  tests?: TestSettings;
  /** Whether the app authenticates with a client secret from now on; one is made where there is none. */
  keepsSecret?: boolean;
  /** In clear, by kind of secret: each replaces the one that is kept, `null` takes it away. */
  secrets?: Readonly<Record<string, string | null>>;
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
  { keepsSecret = false, secrets = {}, ...change }: AppChange,
  now: Date,
): Promise<{ app: App; isChanged: boolean; clientSecret: string | undefined }> {
  const edited: App = { ...app, ...change, lastUpdated: now };
  const lacksSecret = await lacksClientSecret(store, app, { keepsSecret });
  const changed = await changedSecrets(store, app, secrets);
  const isChanged =
    lacksSecret || changed.length > 0 || !isDeepStrictEqual({ ...edited, lastUpdated: app.lastUpdated }, app);
  if (!isChanged) return { app, isChanged, clientSecret: undefined };
  const clientSecret = lacksSecret ? newClientSecret(store, app, now) : undefined;
  await store.write(async (tx) => {
    const current = await appById(tx, app.id);
    if (current && !isDeepStrictEqual(asKept(current), asKept(app))) throw appChanged(app);
    await updateApp(tx, edited);
    if (clientSecret) {
      // The app had none that works, two at most that do not: the older one makes room.
      const [, older] = await secretsOf(tx, app.id, CLIENT_SECRET);
      if (older) await deleteSecret(tx, older.id);
      await insertSecret(tx, clientSecret.secret);
    }
    for (const [kind, secret] of changed) {
      for (const { id } of await secretsOf(tx, app.id, kind)) await deleteSecret(tx, id);
      if (secret !== null) await insertSecret(tx, sealedSecret(store, app, kind, secret, now));
    }
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
  return { app: edited, isChanged, clientSecret: clientSecret?.clear };
}

/** Whether an edit makes a client secret: the app needs one, and has none that is taken. */
export async function lacksClientSecret(
  store: Store,
  app: App,
  { keepsSecret }: Pick<AppChange, "keepsSecret">,
): Promise<boolean> {
  if (!keepsSecret) return false;
  return !(await secretsOf(store.read, app.id, CLIENT_SECRET)).some(({ status }) => status === "ACTIVE");
}

/** Those that are not kept already. */
async function changedSecrets(store: Store, app: App, secrets: NonNullable<AppChange["secrets"]>) {
  const changed: [kind: string, secret: string | null][] = [];
  for (const [kind, given] of Object.entries(secrets)) {
    const [kept] = await secretsOf(store.read, app.id, kind);
    const isSame = kept && given !== null ? equalSecrets(store.unseal(kept.sealed), given) : !kept && given === null;
    if (!isSame) changed.push([kind, given]);
  }
  return changed;
}

/** As the store keeps it: without members that are undefined. */
const asKept = (app: App): unknown => JSON.parse(JSON.stringify(app));
