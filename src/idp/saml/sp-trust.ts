/** What the messages of an app's SP are verified with. */
import { pemOf } from "../../crypto/certificate.js";
import type { SamlSettings } from "../../integrations/saml/settings.js";
import type { Trust } from "../../protocols/saml/verified-message.js";

/** Nothing where the app has no signature certificate. An app that signs with SHA-1 may be sent SHA-1. */
export function trustOf({ spCertificate, signatureAlgorithm }: SamlSettings): Trust | undefined {
  const [body] = spCertificate?.x5c ?? [];
  return body === undefined ? undefined : { certificatePem: pemOf(body), allowSha1: signatureAlgorithm === "RSA_SHA1" };
}
