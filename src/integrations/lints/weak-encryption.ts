/** Encryption whose padding tells an attacker what is inside. @see xmlenc-core1 §6.1.1 */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge({ app }) {
    const { enabled, encryptionAlgorithm, keyTransportAlgorithm } = (signOnOf(app).assertionEncryption ?? {}) as {
      enabled?: boolean;
      encryptionAlgorithm?: string;
      keyTransportAlgorithm?: string;
    };
    if (!enabled) return [];
    return [
      ...(keyTransportAlgorithm === "RSA_15"
        ? [
            {
              path: "settings.signOn.assertionEncryption.keyTransportAlgorithm",
              seen: "RSA_15",
              why: "an SP that answers differently to bad padding lets others decrypt with its key",
              instead: "RSA_OAEP",
            },
          ]
        : []),
      ...(encryptionAlgorithm?.endsWith("_CBC")
        ? [
            {
              path: "settings.signOn.assertionEncryption.encryptionAlgorithm",
              seen: encryptionAlgorithm,
              why: "CBC does not show tampering, so an SP that tells good padding from bad gives the assertion away",
              instead: "AES256_GCM",
            },
          ]
        : []),
    ];
  },
});
