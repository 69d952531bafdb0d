/** Gathers from the store what an app's setup texts and JSON need. */
import { certificateFingerprint } from "../crypto/certificate.js";
import { CLIENT_SECRET } from "../directory/app-secret.js";
import type { App } from "../store/apps.js";
import { keysOf } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import { secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import type { SetupInput } from "./kind.js";

/**
 * @param reveal whether the newest client secret that is taken is opened from its seal
 * @throws Problem when the secret key is lost or foreign
 */
export async function setupInputOf(
  store: Store,
  org: Org,
  app: App,
  { reveal }: { reveal: boolean },
): Promise<SetupInput> {
  const keys = await keysOf(store.read, org.id, { app: app.id });
  const secrets = reveal ? await secretsOf(store.read, app.id, CLIENT_SECRET) : [];
  const secret = secrets.find(({ status }) => status === "ACTIVE");
  return {
    app,
    org,
    clientSecret: secret ? store.unseal(secret.sealed) : undefined,
    certificates: keys
      .filter(({ status, certificatePem }) => status === "ACTIVE" && certificatePem)
      .map(({ certificatePem, notAfter }) => ({
        pem: certificatePem as string,
        fingerprint: certificateFingerprint(certificatePem as string),
        notAfter: notAfter as Date,
      })),
  };
}
