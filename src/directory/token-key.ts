/** The org's own signing keys, for tokens. */
import { generateSigningKey } from "../crypto/signing-key.js";
import type { KeyPurpose, KeyStatus, SealedKey } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";

/** A fresh key, sealed, not stored yet. */
export async function newTokenKey(
  store: Store,
  org: Pick<Org, "id">,
  purpose: KeyPurpose,
  now: Date,
  status: KeyStatus = "ACTIVE",
): Promise<SealedKey> {
  const { kid, privateKeyPem, publicJwk } = await generateSigningKey();
  return {
    kid,
    org: org.id,
    app: null,
    use: "sig",
    purpose,
    status,
    publicJwk,
    sealedPrivateKey: store.seal(privateKeyPem),
    certificatePem: null,
    created: now,
    notAfter: null,
  };
}
