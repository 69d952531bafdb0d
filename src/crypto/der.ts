/** Writing DER (X.690): just what a certificate needs. Every function returns one whole tag-length-value. */

/** @param tag the identifier octet: 0x30 for a SEQUENCE, 0xa0 for `[0]` */
export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content]);
}

export const sequence = (...items: Uint8Array[]): Buffer => der(0x30, ...items);

export const set = (...items: Uint8Array[]): Buffer => der(0x31, ...items);

/** A non-negative INTEGER; a leading zero octet keeps it positive. */
export function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const octets = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return (octets[0] ?? 0) >= 0x80 ? der(0x02, Buffer.from([0]), octets) : der(0x02, octets);
}

export const trueBoolean = (): Buffer => der(0x01, Buffer.from([0xff]));

export const nullValue = (): Buffer => der(0x05);

export const octetString = (content: Uint8Array): Buffer => der(0x04, content);

/** @param unusedBits how many of the last octet's low bits mean nothing */
export const bitString = (content: Uint8Array, unusedBits = 0): Buffer => der(0x03, Buffer.from([unusedBits]), content);

/** @param dotted an object identifier as people write it: `2.5.4.3` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export const utf8String = (text: string): Buffer => der(0x0c, Buffer.from(text, "utf8"));

export const printableString = (text: string): Buffer => der(0x13, Buffer.from(text, "latin1"));

export const ia5String = (text: string): Buffer => der(0x16, Buffer.from(text, "latin1"));

/** UTCTime up to 2049, GeneralizedTime from 2050, whole seconds. @see rfc5280 §4.1.2.5 */
export function time(instant: Date): Buffer {
  const digits = `${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  const isUtcTime = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return isUtcTime ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);

  const hex = length.toString(16);
  const octets = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

function base128(value: number): number[] {
  const octets = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}
