/** A signing key as `--json` prints it; its private half never leaves the database. */
import { certificateFingerprint } from "../crypto/certificate.js";
import type { App } from "../store/apps.js";
import type { SealedKey } from "../store/keys.js";

export const KEY_JSON_MEMBERS = [
  "kid",
  "app",
  "purpose",
  "use",
  "alg",
  "status",
  "created",
  "notAfter",
  "fingerprint",
] as const;

/** @param app whose key it is; undefined for a key of the org. `notAfter` and `fingerprint` are the certificate's */
export const keyJson = (key: SealedKey, app: App | undefined): Record<(typeof KEY_JSON_MEMBERS)[number], unknown> => ({
  kid: key.kid,
  app: app?.slug ?? null,
  purpose: key.purpose,
  use: key.use,
  alg: key.publicJwk.alg ?? null,
  status: key.status,
  created: key.created.toISOString(),
  notAfter: key.notAfter?.toISOString() ?? null,
  fingerprint: key.certificatePem === null ? null : certificateFingerprint(key.certificatePem),
});
