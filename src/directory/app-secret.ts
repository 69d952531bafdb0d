/** A secret of an app as it is kept: its client secret, or what a field of its kind holds. */
import { newId, randomToken } from "../crypto/ids.js";
import type { App } from "../store/apps.js";
import type { Secret } from "../store/secrets.js";
import type { Store } from "../store/store.js";

/** What the secrets are called that an app proves at the token endpoint who it is with. */
export const CLIENT_SECRET = "client_secret";

/** @param kind `client_secret`, or the key of the field that holds it */
export const sealedSecret = (
  store: Pick<Store, "seal">,
  app: Pick<App, "id" | "org">,
  kind: string,
  secret: string,
  now: Date,
): Secret => ({
  ...{ id: newId("ocs"), org: app.org, owner: app.id, kind, status: "ACTIVE" },
  ...{ sealed: store.seal(secret), created: now, lastUpdated: now },
});

/** A fresh client secret of 64 characters, not kept yet, and in clear, which can be told now. */
export function newClientSecret(
  store: Pick<Store, "seal">,
  app: Pick<App, "id" | "org">,
  now: Date,
): { secret: Secret; clear: string } {
  const clear = randomToken(48);
  return { secret: sealedSecret(store, app, CLIENT_SECRET, clear, now), clear };
}
