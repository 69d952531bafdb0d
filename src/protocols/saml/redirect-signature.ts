/** The signature of HTTP-Redirect: over the query as the sender wrote it, not over the message. */
import { verify } from "node:crypto";
import { rsaKeyOf } from "./certificate-key.js";
import { signatureAlgorithm, signatureMissing, signatureShape, signatureWrong } from "./signature-problems.js";

const SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

const HASHES: Record<string, string> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
  [SHA1]: "sha1",
};

export interface RedirectSignature {
  /** As it arrived, without "?". Decoding and encoding again may spell the same value differently. */
  rawQuery: string;
  certificatePem: string;
  allowSha1?: boolean;
}

/** What the signature covers: use these values, not those of another parse of the query. */
export interface VerifiedQuery {
  samlMessage: string;
  relayState?: string;
  sigAlg: string;
}

/**
 * The values of a query whose signature holds.
 *
 * @throws Problem SAML_SIGNATURE_MISSING, _SHAPE, _ALGORITHM, _CERTIFICATE or _WRONG
 * @see saml-bindings-2.0 §3.4.4.1
 */
export function verifyRedirectSignature({
  rawQuery,
  certificatePem,
  allowSha1 = false,
}: RedirectSignature): VerifiedQuery {
  const query = parametersOf(rawQuery);
  const signature = query.get("Signature");
  const sigAlg = query.get("SigAlg");
  if (!signature || !sigAlg) throw signatureMissing("the query has no Signature, or no SigAlg");

  const name = query.has("SAMLRequest") ? "SAMLRequest" : "SAMLResponse";
  const message = query.get(name);
  if (!message) throw signatureShape("the query has neither SAMLRequest nor SAMLResponse");

  const algorithm = decode(sigAlg);
  const allowed = Object.keys(HASHES).filter((uri) => allowSha1 || uri !== SHA1);
  if (!allowed.includes(algorithm)) throw signatureAlgorithm(algorithm, allowed);

  const relayState = query.get("RelayState");
  const signed = [
    `${name}=${message}`,
    ...(relayState === undefined ? [] : [`RelayState=${relayState}`]),
    `SigAlg=${sigAlg}`,
  ].join("&");
  const octets = Buffer.from(decode(signature), "base64");
  const isRight = verify(HASHES[algorithm], Buffer.from(signed), rsaKeyOf(certificatePem), octets);
  if (!isRight) throw signatureWrong();

  return {
    samlMessage: decode(message),
    relayState: relayState === undefined ? undefined : decode(relayState),
    sigAlg: algorithm,
  };
}

/** Raw values by name. A name that comes twice would let two readers see two messages. */
function parametersOf(rawQuery: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of rawQuery.split("&")) {
    const cut = pair.indexOf("=");
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    if (parameters.has(name)) throw signatureShape(`the query has ${name} twice`);
    parameters.set(name, cut < 0 ? "" : pair.slice(cut + 1));
  }
  if (parameters.has("SAMLRequest") && parameters.has("SAMLResponse")) {
    throw signatureShape("the query has a SAMLRequest and a SAMLResponse");
  }
  return parameters;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    throw signatureShape("the query has a % that begins no escape");
  }
}
