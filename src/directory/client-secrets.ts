/**
 * The client secrets of an app: two at most, so that an app can be moved from one to the other without a pause. A new one
 * is active at once; the old one is deactivated, and when nothing has failed, deleted.
 */
import { createHash } from "node:crypto";
import type { App } from "../store/apps.js";
import {
  deleteSecret,
  insertSecret,
  type Secret,
  type SecretStatus,
  secretsOf,
  setSecretStatus,
} from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { CLIENT_SECRET, newClientSecret } from "./app-secret.js";
import {
  lastActiveSecret,
  secretActive,
  secretNotFound,
  secretStatusAlready,
  twoSecrets,
} from "./credential-problems.js";
import { appTarget } from "./events.js";

/** As many as the platform keeps, active or not. */
const MOST = 2;

/**
 * Makes a second secret, active at once; the first one stays as it is.
 *
 * @returns the new one, and in clear, which can be told now
 * @throws Problem TWO_SECRETS when the app has two
 */
export async function rotateClientSecret(
  store: Store,
  app: App,
  now: Date,
): Promise<{ secret: Secret; clear: string }> {
  const made = newClientSecret(store, app, now);
  await store.write(async (tx) => {
    const present = await secretsOf(tx, app.id, CLIENT_SECRET);
    if (present.length >= MOST) throw twoSecrets(app, present);
    await insertSecret(tx, made.secret);
    await tx.record(secretEvent("create", app, made.secret, now));
  });
  return made;
}

/**
 * Switches a secret on or off.
 *
 * @param isNeeded whether the app authenticates with a secret: the last active one stays then
 * @throws Problem SECRET_STATUS when it is so already, LAST_ACTIVE_SECRET, SECRET_NOT_FOUND when it is gone meanwhile
 */
export async function setClientSecretStatus(
  store: Store,
  app: App,
  { id }: Pick<Secret, "id">,
  status: SecretStatus,
  { isNeeded, now }: { isNeeded: boolean; now: Date },
): Promise<Secret> {
  return await store.write(async (tx) => {
    const all = await secretsOf(tx, app.id, CLIENT_SECRET);
    const secret = clientSecretNamed(app, all, id);
    if (secret.status === status) throw secretStatusAlready(app, secret);
    const others = all.filter((other) => other.id !== id && other.status === "ACTIVE");
    if (status === "INACTIVE" && isNeeded && others.length === 0) throw lastActiveSecret(app, secret);
    await setSecretStatus(tx, id, status, now);
    await tx.record(secretEvent(status === "ACTIVE" ? "activate" : "deactivate", app, secret, now));
    return { ...secret, status, lastUpdated: now };
  });
}

/** @throws Problem SECRET_ACTIVE, SECRET_NOT_FOUND when it is gone meanwhile */
export async function deleteClientSecret(store: Store, app: App, { id }: Pick<Secret, "id">, now: Date): Promise<void> {
  await store.write(async (tx) => {
    const secret = clientSecretNamed(app, await secretsOf(tx, app.id, CLIENT_SECRET), id);
    refuseActiveSecret(app, secret);
    await deleteSecret(tx, id);
    await tx.record(secretEvent("delete", app, secret, now));
  });
}

/** @throws Problem SECRET_ACTIVE */
export function refuseActiveSecret(app: App, secret: Secret): void {
  if (secret.status === "ACTIVE") throw secretActive(app, secret);
}

/**
 * @param secrets newest first
 * @param typed an id, `newest` or `oldest`
 * @throws Problem SECRET_NOT_FOUND
 */
export function clientSecretNamed(app: App, secrets: readonly Secret[], typed: string): Secret {
  const found =
    typed === "newest" ? secrets[0] : typed === "oldest" ? secrets.at(-1) : secrets.find(({ id }) => id === typed);
  if (!found) throw secretNotFound(app, typed, secrets);
  return found;
}

/** A secret without being one, in the form of the platform's `secret_hash`: 16 bytes of SHA-256 in base64url. */
export const secretHash = (clear: string): string =>
  createHash("sha256").update(clear).digest().subarray(0, 16).toString("base64url");

type Done = "create" | "activate" | "deactivate" | "delete";

const secretEvent = (done: Done, app: App, { id }: Secret, now: Date) =>
  logEvent({
    org: app.org,
    now,
    type: `app.oauth2.credentials.lifecycle.${done}` satisfies EventType,
    result: "SUCCESS",
    targets: [appTarget(app)],
    debugData: { clientSecretId: id },
  });
