/** A certificate as a setting: typed as PEM or base64, kept as the base64 of its DER, exactly one. */
import { z } from "zod";
import { type CertificateFacts, certificateFacts } from "../../crypto/certificate-facts.js";

/** The base64 in a text, whatever frame and line ends are around it; the text itself where there is not just one. */
export function certificateFromText(text: string): string {
  const framed = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)];
  if (framed.length > 1) return text;
  return (framed[0]?.[1] ?? text).replaceAll(/\s/g, "");
}

/** Subject, key, last day and fingerprint: what people compare. */
export function certificateShown(body: string): string {
  const facts = certificateFacts(body);
  if (!facts) return body;
  const { subject, keyType, keyBits = "", notAfter, fingerprint } = facts;
  return `${subject}, ${keyType.toUpperCase()} ${keyBits} until ${notAfter.toISOString().slice(0, 10)}, SHA-256 ${fingerprint}`;
}

/** The schema of a certificate that also is as `reasonAgainst` wants it. */
export const certificate = (reasonAgainst: (facts: CertificateFacts) => string | undefined) =>
  z.string().superRefine((body, context) => {
    const reason = (body.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0) > 1 ? SEVERAL : reasonOf(body);
    if (reason !== undefined) context.addIssue({ code: "custom", message: reason });

    function reasonOf(text: string): string | undefined {
      const facts = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? certificateFacts(text) : undefined;
      return facts ? reasonAgainst(facts) : "it is no X.509 certificate, as PEM or as base64";
    }
  });

const SEVERAL = "there are several certificates, and it must be exactly one";

export const rsaOnly = ({ keyType }: CertificateFacts): string | undefined =>
  keyType === "rsa" ? undefined : `its key is ${keyType}, and it must be RSA`;
