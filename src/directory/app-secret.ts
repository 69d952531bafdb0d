/** A secret of an app as it is kept: its client secret, or what a field of its kind holds. */
import { newId } from "../crypto/ids.js";
import type { App } from "../store/apps.js";
import type { Secret } from "../store/secrets.js";
import type { Store } from "../store/store.js";

/** @param kind `client_secret`, or the key of the field that holds it */
export const sealedSecret = (
  store: Pick<Store, "seal">,
  app: Pick<App, "id" | "org">,
  kind: string,
  secret: string,
  now: Date,
): Secret => ({ id: newId("ocs"), org: app.org, owner: app.id, kind, sealed: store.seal(secret), created: now });
