/** The key that a signature is verified with. */
import { type KeyObject, X509Certificate } from "node:crypto";
import { signatureCertificate } from "./signature-problems.js";

/**
 * The certificate's RSA key. Its dates are not looked at: SAML trusts the certificate that was set, not its dates.
 *
 * @throws Problem SAML_SIGNATURE_CERTIFICATE
 */
export function rsaKeyOf(certificatePem: string): KeyObject {
  let key: KeyObject;
  try {
    key = new X509Certificate(certificatePem).publicKey;
  } catch (error) {
    throw signatureCertificate("it is not an X.509 certificate in PEM", error);
  }
  if (key.asymmetricKeyType !== "rsa") throw signatureCertificate(`its key is ${key.asymmetricKeyType}, not RSA`);
  return key;
}
