/** The certificate of a SAML app's signing key: self-signed, as the platform makes them. */
import { createPrivateKey, createPublicKey } from "node:crypto";
import { selfSignedCertificate } from "../crypto/certificate.js";
import type { Org } from "../store/orgs.js";

/** How many years the platform's own certificates are good for. */
const YEARS = 10;

/** @returns the certificate as PEM and the day on which it ends */
export function samlCertificate(
  key: { privateKeyPem: string },
  org: Org,
  now: Date,
  years: number = YEARS,
): { certificatePem: string; notAfter: Date } {
  const privateKey = createPrivateKey(key.privateKeyPem);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + years);
  notAfter.setUTCMilliseconds(0); // a certificate counts seconds
  const certificatePem = selfSignedCertificate({
    subject: [
      ["C", "US"],
      ["ST", "California"],
      ["L", "San Francisco"],
      ["O", "appint"],
      ["OU", "SSOProvider"],
      ["CN", org.slug],
      ["emailAddress", "info@example.com"],
    ],
    publicKey: createPublicKey(privateKey),
    privateKey,
    notBefore: now,
    notAfter,
    serial: BigInt(now.getTime()),
  });
  return { certificatePem, notAfter };
}
