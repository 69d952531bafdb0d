/** The signing key of an app, with the certificate that its other side trusts. */
import { generateSigningKey } from "../crypto/signing-key.js";
import type { App } from "../store/apps.js";
import type { KeyStatus, SealedKey } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { samlCertificate } from "./app-certificate.js";

/**
 * A fresh key, sealed, not kept yet: it takes its time, and a write may await nothing but the database.
 *
 * @param years how long the certificate is good for; default: as long as the platform makes them
 */
export async function newAppKey(
  store: Pick<Store, "seal">,
  org: Org,
  app: Pick<App, "id">,
  now: Date,
  { years, status = "ACTIVE" }: { years?: number; status?: KeyStatus } = {},
): Promise<SealedKey> {
  const key = await generateSigningKey();
  return {
    kid: key.kid,
    org: org.id,
    app: app.id,
    use: "sig",
    purpose: "saml",
    status,
    publicJwk: key.publicJwk,
    sealedPrivateKey: store.seal(key.privateKeyPem),
    ...samlCertificate(key, org, now, years),
    created: now,
  };
}
