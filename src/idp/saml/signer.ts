/** The key that signs the messages of an app. */
import { createPrivateKey, type KeyObject } from "node:crypto";
import type { SamlSettings } from "../../integrations/saml/settings.js";
import type { Signer } from "../../protocols/saml/signature.js";
import type { App } from "../../store/apps.js";
import { activeKey, openKey } from "../../store/keys.js";
import type { Idp } from "../idp.js";

/** Parsed keys by kid: opening a seal and parsing a PEM cost more than half a signature. */
const keptKeys = 100;
const parsed = new Map<string, KeyObject>();

/** @throws Problem SEAL_BROKEN */
export async function signerOf(
  { store, org }: Idp,
  app: App,
  { signatureAlgorithm, digestAlgorithm }: SamlSettings,
): Promise<Signer> {
  const sealed = await activeKey(store.read, org.id, "saml", app.id);
  if (!sealed?.certificatePem) throw new Error(`${app.slug} has no signing key`);
  let key = parsed.get(sealed.kid);
  if (!key) {
    key = createPrivateKey(openKey(store, sealed).privateKeyPem);
    if (parsed.size >= keptKeys) parsed.clear();
    parsed.set(sealed.kid, key);
  }
  return { key, certificatePem: sealed.certificatePem, signatureAlgorithm, digestAlgorithm };
}
