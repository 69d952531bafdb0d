/** Self-signed certificates for signing keys, and what people compare of a certificate: its body and its fingerprint. */
import { createHash, type KeyObject, sign, X509Certificate } from "node:crypto";
import {
  bitString,
  der,
  ia5String,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  set,
  time,
  trueBoolean,
  utf8String,
} from "./der.js";

/** Types of a relative distinguished name, with their object identifiers. @see rfc5280 §4.1.2.4 */
const NAME_TYPES = {
  C: "2.5.4.6",
  ST: "2.5.4.8",
  L: "2.5.4.7",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  CN: "2.5.4.3",
  emailAddress: "1.2.840.113549.1.9.1",
} as const;

export type NameType = keyof typeof NAME_TYPES;

/** A name from its root to its leaf: `[["C", "US"], ["O", "Example"], ["CN", "dev-1"]]`. */
export type DistinguishedName = readonly (readonly [type: NameType, value: string])[];

/** Bit numbers of the keyUsage extension. @see rfc5280 §4.2.1.3 */
const KEY_USAGES = { digitalSignature: 0, nonRepudiation: 1, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

export type KeyUsage = keyof typeof KEY_USAGES;

export interface SelfSignedCertificateOptions {
  /** Subject and issuer alike. */
  subject: DistinguishedName;
  /** Both halves of one RSA key. */
  publicKey: KeyObject;
  privateKey: KeyObject;
  notBefore: Date;
  notAfter: Date;
  /** Positive, at most 20 octets; a time in milliseconds is customary here. */
  serial: bigint;
  /** `keyCertSign` makes it its own authority; without it strict verifiers do not accept it as its own issuer. */
  keyUsage?: readonly KeyUsage[];
}

const SHA256_WITH_RSA = sequence(objectIdentifier("1.2.840.113549.1.1.11"), nullValue());

/**
 * An X.509 v3 certificate over `publicKey`, signed by `privateKey` with SHA256withRSA, as PEM.
 *
 * @see rfc5280 §4.1
 */
export function selfSignedCertificate(options: SelfSignedCertificateOptions): string {
  const { subject, publicKey, privateKey, notBefore, notAfter, serial } = options;
  const keyUsage = options.keyUsage ?? ["digitalSignature", "keyCertSign"];
  const name = sequence(...subject.map(relativeName));

  const toBeSigned = sequence(
    der(0xa0, integer(2n)), // version 3
    integer(serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions(publicKey, keyUsage))),
  );
  const signature = sign("sha256", toBeSigned, privateKey);

  return pem(sequence(toBeSigned, SHA256_WITH_RSA, bitString(signature)));
}

/** SHA-256 of the certificate in capital hex with colons, as `openssl x509 -fingerprint -sha256` prints it. */
export function certificateFingerprint(certificatePem: string): string {
  return new X509Certificate(certificatePem).fingerprint256;
}

/** The certificate's base64 without frame and line breaks, as KeyInfo and JWKs carry it. */
export function certificateBody(certificatePem: string): string {
  return certificatePem
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !line.startsWith("-----"))
    .join("");
}

/** A certificate's base64 in its PEM frame, unread. */
export const pemOf = (body: string): string => pem(Buffer.from(body, "base64"));

/** The PEM form of a certificate that came as bare base64, or nothing when that is no certificate. */
export function certificateFromBody(base64: string): string | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64")).toString();
  } catch {
    return undefined;
  }
}

function relativeName([type, value]: readonly [NameType, string]): Buffer {
  const text = type === "C" ? printableString(value) : type === "emailAddress" ? ia5String(value) : utf8String(value);
  return set(sequence(objectIdentifier(NAME_TYPES[type]), text));
}

function extensions(publicKey: KeyObject, keyUsage: readonly KeyUsage[]): Buffer[] {
  const isAuthority = keyUsage.includes("keyCertSign");
  const keyId = createHash("sha1")
    .update(publicKey.export({ type: "pkcs1", format: "der" }))
    .digest();

  return [
    extension("2.5.29.19", true, isAuthority ? sequence(trueBoolean()) : sequence()), // basicConstraints
    extension("2.5.29.15", true, keyUsageBits(keyUsage)),
    extension("2.5.29.14", false, octetString(keyId)), // subjectKeyIdentifier, rfc5280 §4.2.1.2 method 1
    extension("2.5.29.35", false, sequence(der(0x80, keyId))), // authorityKeyIdentifier
  ];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return critical
    ? sequence(objectIdentifier(id), trueBoolean(), octetString(value))
    : sequence(objectIdentifier(id), octetString(value));
}

/** A named-bit list: bit 0 is the highest bit of the octet, trailing zero bits are cut off. @see x690 §11.2.2 */
function keyUsageBits(keyUsage: readonly KeyUsage[]): Buffer {
  const numbers = keyUsage.map((usage) => KEY_USAGES[usage]);
  const octet = numbers.reduce<number>((bits, number) => bits | (0x80 >> number), 0);
  return bitString(Buffer.from([octet]), 7 - Math.max(...numbers));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
