/** What a certificate says beyond what Node tells of it: how it was signed, and what its key may be used for. */
import { X509Certificate } from "node:crypto";

export interface CertificateFacts {
  /** Name of the subject, in one line. */
  subject: string;
  keyType: string;
  /** Of an RSA key, in bits. */
  keyBits: number | undefined;
  notAfter: Date;
  fingerprint: string;
  /** Whether the hash of its signature is MD5 or SHA-1. */
  isSignedWeakly: boolean;
  /** Bits of keyUsage by number; undefined where the certificate limits nothing. @see rfc5280 §4.2.1.3 */
  keyUsage: ReadonlySet<number> | undefined;
}

/** @returns undefined for base64 that is no certificate */
export function certificateFacts(body: string): CertificateFacts | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(body, "base64"));
  } catch {
    return undefined;
  }
  const [toBeSigned, algorithm] = childrenOf(contentOf(certificate.raw));
  const { publicKey } = certificate;
  return {
    subject: certificate.subject.replaceAll("\n", ", "),
    keyType: publicKey.asymmetricKeyType ?? "unknown",
    keyBits: publicKey.asymmetricKeyDetails?.modulusLength,
    notAfter: new Date(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    isSignedWeakly: WEAK.includes(algorithm ? (childrenOf(algorithm)[0]?.toString("hex") ?? "") : ""),
    keyUsage: toBeSigned && keyUsageIn(toBeSigned),
  };
}

/** md5WithRSAEncryption, sha1WithRSAEncryption, ecdsa-with-SHA1, dsa-with-sha1: their OIDs as DER has them. */
const WEAK = ["2a864886f70d010104", "2a864886f70d010105", "2a8648ce3d0401", "2a8648ce380403"];

const KEY_USAGE = "551d0f"; // 2.5.29.15

/** @see rfc5280 §4.1.2.9 */
function keyUsageIn(toBeSigned: Buffer): ReadonlySet<number> | undefined {
  const extensions = itemsOf(toBeSigned).find(({ tag }) => tag === 0xa3);
  for (const extension of extensions ? childrenOf(contentOf(extensions.value)) : []) {
    const [id, ...rest] = childrenOf(extension);
    if (id?.toString("hex") !== KEY_USAGE) continue;
    const bits = contentOf(rest.at(-1) as Buffer).subarray(1); // the first octet counts unused bits
    const numbers = [...bits].flatMap((octet, at) =>
      Array.from({ length: 8 }, (_, bit) => (octet & (0x80 >> bit) ? at * 8 + bit : -1)).filter((bit) => bit >= 0),
    );
    return new Set(numbers);
  }
  return undefined;
}

/** The contents of the elements inside a constructed one's content. */
const childrenOf = (content: Buffer): Buffer[] => itemsOf(content).map(({ value }) => value);

/** The content of the one element that the octets are. */
const contentOf = (octets: Buffer): Buffer => itemsOf(octets)[0]?.value ?? Buffer.alloc(0);

/** Reads DER that Node's own parser has accepted before. @see x690 §8.1 */
function itemsOf(octets: Buffer): { tag: number; value: Buffer }[] {
  const items: { tag: number; value: Buffer }[] = [];
  let at = 0;
  while (at + 1 < octets.length) {
    const tag = octets[at] as number;
    let length = octets[at + 1] as number;
    at += 2;
    if (length & 0x80) {
      const size = length & 0x7f;
      length = octets.readUIntBE(at, size);
      at += size;
    }
    items.push({ tag, value: octets.subarray(at, at + length) });
    at += length;
  }
  return items;
}
