/** The RSA key of a certificate that an SP has given: to verify its signatures with, or to encrypt for it. */
import { type KeyObject, X509Certificate } from "node:crypto";
import type { Problem } from "../../problem.js";
import { signatureCertificate } from "./signature-problems.js";

/**
 * The certificate's RSA key. Its dates are not looked at: SAML trusts the certificate that was set, not its dates.
 *
 * @throws Problem SAML_SIGNATURE_CERTIFICATE, or as `refuse` words it
 */
export function rsaKeyOf(
  certificatePem: string,
  refuse: (why: string, cause?: unknown) => Problem = signatureCertificate,
): KeyObject {
  let key: KeyObject;
  try {
    key = new X509Certificate(certificatePem).publicKey;
  } catch (error) {
    throw refuse("it is not an X.509 certificate in PEM", error);
  }
  if (key.asymmetricKeyType !== "rsa") throw refuse(`its key is ${key.asymmetricKeyType}, not RSA`);
  return key;
}
