/** How a message travels: DEFLATE and base64 in a query (HTTP-Redirect), or base64 in a form field (HTTP-POST). */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Problem } from "../../problem.js";
import { samlRequestNotBase64, samlRequestNotDeflated, samlRequestRefusals } from "./problems.js";

export type Binding = "redirect" | "post";

/** A request as it came. */
export interface RequestMessage {
  binding: Binding;
  /** URL-decoded once, as a query or form parser gives it. */
  samlRequest: string;
  relayState?: string;
  /** Of HTTP-Redirect. */
  sigAlg?: string;
  signature?: string;
  /** The query as it arrived, without "?"; only the signature of HTTP-Redirect is made over it. */
  rawQuery?: string;
}

/** A request is some hundred bytes, signed some thousand. */
export const MAX_REQUEST_BYTES = 256 * 1024;

/** @see saml-bindings-2.0 §3.5.4 */
export function encodePost(xml: string): string {
  return Buffer.from(xml).toString("base64");
}

/** The value before it is URL-encoded. @see saml-bindings-2.0 §3.4.4.1 */
export function encodeRedirect(xml: string): string {
  return deflateRawSync(xml).toString("base64");
}

/**
 * The XML of a `SAMLRequest` that came by `binding`, already URL-decoded. A posted one may be deflated as well.
 *
 * @throws Problem SAML_REQUEST_EMPTY, SAML_REQUEST_NOT_BASE64, SAML_REQUEST_NOT_DEFLATED, SAML_REQUEST_TOO_LARGE or
 * SAML_REQUEST_MALFORMED
 */
export function decodeRequest(binding: Binding, samlRequest: string): { xml: string; deflated: boolean } {
  if (samlRequest.trim() === "") throw samlRequestRefusals.empty();
  const octets = decodeBase64(samlRequest, samlRequestNotBase64);

  const isPlain = looksLikeXml(octets);
  if (binding === "post" && isPlain) return { xml: decodeUtf8(octets), deflated: false };
  if (isPlain)
    throw samlRequestNotDeflated("it is base64 of bare XML, and HTTP-Redirect asks for raw DEFLATE in between");
  return { xml: decodeUtf8(inflate(octets)), deflated: true };
}

/**
 * Strict base64: no octet is guessed. Line breaks are allowed.
 *
 * @throws Problem as `refuse` words it
 */
export function decodeBase64(text: string, refuse: (detail: string) => Problem): Buffer {
  const joined = text.trim().replaceAll("\r", "").replaceAll("\n", "");
  if (joined.includes(" ")) {
    throw refuse("it has blanks where base64 has +: the value was put into a URL or form without URL-encoding");
  }
  if (joined.includes("%")) throw refuse("it has % signs: the value is URL-encoded twice, or not yet decoded");

  const body = joined.replace(/={1,2}$/, "");
  const stray = body.search(/[^A-Za-z0-9+/]/);
  if (stray >= 0)
    throw refuse(`character ${stray + 1} is ${JSON.stringify(joined[stray])}, which base64 does not have`);
  if (body.length % 4 === 1) throw refuse("its length fits no base64: the end is cut off");
  return Buffer.from(body, "base64");
}

function looksLikeXml(octets: Buffer): boolean {
  const start = octets.subarray(0, 64).toString("utf8").replace("\uFEFF", "").trimStart();
  return start.startsWith("<");
}

function inflate(octets: Buffer): Buffer {
  try {
    // The cap holds while inflating: a few kilobytes can stand for gigabytes.
    return inflateRawSync(octets, { maxOutputLength: MAX_REQUEST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw samlRequestRefusals.tooLarge(0, MAX_REQUEST_BYTES);
    }
    const hasZlibHeader = octets.length > 2 && octets[0] === 0x78 && octets.readUInt16BE(0) % 31 === 0;
    throw samlRequestNotDeflated(
      hasZlibHeader ? "it has a zlib header; the binding asks for raw DEFLATE without one" : "it is no DEFLATE data",
      error,
    );
  }
}

function decodeUtf8(octets: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    throw samlRequestRefusals.malformed({ line: 1, column: 1 }, "its octets are not UTF-8");
  }
}
