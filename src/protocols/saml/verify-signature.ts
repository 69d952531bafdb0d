/**
 * Verifying the signature inside a message of others. Loads xml-crypto: import this module only where it is needed.
 *
 * What comes out is the canonical text that was signed, and nothing else of the document may be read afterwards:
 * a message can hold a genuine signed part and, beside it, whatever its sender likes.
 */
import { type Element, XMLSerializer } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";
import { attributeOf, childOf, childrenOf, descendantsOf, elementsOf, isNamed } from "../xml/find.js";
import { parseXml } from "../xml/parse.js";
import { rsaKeyOf } from "./certificate-key.js";
import { signatureAlgorithm, signatureMissing, signatureShape, signatureWrong } from "./signature-problems.js";
import { DIGEST_METHODS, NAMESPACES, SIGNATURE, SIGNATURE_METHODS } from "./urns.js";

const SHA1 = [SIGNATURE_METHODS.RSA_SHA1.uri, DIGEST_METHODS.SHA1.uri] as readonly string[];

const ALLOWED_SIGNATURES = [
  SIGNATURE_METHODS.RSA_SHA256.uri,
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  SIGNATURE_METHODS.RSA_SHA1.uri,
] as const;

const ALLOWED_DIGESTS = [
  DIGEST_METHODS.SHA256.uri,
  "http://www.w3.org/2001/04/xmlenc#sha512",
  DIGEST_METHODS.SHA1.uri,
] as const;

const CANONICAL: readonly string[] = [SIGNATURE.exclusiveCanonical, SIGNATURE.exclusiveCanonicalWithComments];

/**
 * The canonical XML of the root element, without its signature, when that signature is right.
 *
 * @throws Problem SAML_SIGNATURE_MISSING, _SHAPE, _ALGORITHM, _CERTIFICATE or _WRONG, or XML_… when it is no XML
 * @see saml-core-2.0 §5.4
 */
export function verifyXmlSignature(
  xml: string,
  certificatePem: string,
  { allowSha1 = false }: { allowSha1?: boolean } = {},
): string {
  const key = rsaKeyOf(certificatePem);
  const root = parseXml(xml);
  const signature = checkedSignature(root, allowSha1);

  // The certificate in the message is its sender's word, not ours.
  const verifier = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  try {
    // As text: xml-crypto has a DOM of its own, and nodes of two DOMs do not mix.
    verifier.loadSignature(new XMLSerializer().serializeToString(signature));
    if (!verifier.checkSignature(xml)) throw new Error("a reference does not hold");
  } catch (error) {
    throw signatureWrong(error);
  }

  const [signed, ...others] = verifier.getSignedReferences();
  if (signed === undefined || others.length > 0) throw signatureShape("it does not sign exactly one element");

  // Two parsers looked at the text. They must mean the same element by its ID.
  const signedRoot = parseXml(signed);
  const isRoot = signedRoot.nodeName === root.nodeName && attributeOf(signedRoot, "ID") === attributeOf(root, "ID");
  if (!isRoot) throw signatureShape("the signed element is not the message's root element");
  return signed;
}

/** The root's own signature, once its shape leaves no doubt about what it covers. */
function checkedSignature(root: Element, allowSha1: boolean): Element {
  const [signature, ...others] = childrenOf(root, NAMESPACES.ds, "Signature");
  if (!signature) {
    throw descendantsOf(root, NAMESPACES.ds, "Signature").length > 0
      ? signatureShape("there is a signature, but not as a child of the message's root element")
      : signatureMissing("there is no Signature in it");
  }
  if (others.length > 0) throw signatureShape("the root element has several signatures");
  if (childOf(signature, NAMESPACES.ds, "Object")) throw signatureShape("the signature carries an Object");

  const [signedInfo] = elementsOf(signature);
  if (!signedInfo || !isNamed(signedInfo, NAMESPACES.ds, "SignedInfo")) {
    throw signatureShape("the signature does not begin with SignedInfo");
  }
  const [canonicalization, method, reference, ...rest] = elementsOf(signedInfo);
  if (!canonicalization || !method || !reference || rest.length > 0) {
    throw signatureShape("SignedInfo is not one CanonicalizationMethod, SignatureMethod and Reference");
  }

  checkAlgorithm(canonicalization, "CanonicalizationMethod", CANONICAL);
  checkAlgorithm(method, "SignatureMethod", withoutSha1(ALLOWED_SIGNATURES, allowSha1));
  checkReference(reference, root, allowSha1);
  return signature;
}

function checkReference(reference: Element, root: Element, allowSha1: boolean): void {
  const id = attributeOf(root, "ID");
  if (!id || attributeOf(reference, "URI") !== `#${id}`) {
    throw signatureShape("the Reference is not to the ID of the message's root element");
  }

  const [transforms, digestMethod, digestValue, ...rest] = elementsOf(reference);
  if (!transforms || !digestMethod || !digestValue || rest.length > 0) {
    throw signatureShape("the Reference is not one Transforms, DigestMethod and DigestValue");
  }
  const algorithms = elementsOf(transforms).map((transform) => attributeOf(transform, "Algorithm") ?? "");
  const [enveloped, canonical, ...others] = algorithms;
  if (enveloped !== SIGNATURE.enveloped || !CANONICAL.includes(canonical ?? "") || others.length > 0) {
    throw signatureShape(`its transforms are ${algorithms.join(", ") || "none"}`);
  }
  checkAlgorithm(digestMethod, "DigestMethod", withoutSha1(ALLOWED_DIGESTS, allowSha1));
}

function checkAlgorithm(holder: Element, localName: string, allowed: readonly string[]): void {
  if (!isNamed(holder, NAMESPACES.ds, localName)) {
    throw signatureShape(`there is a ${holder.localName} where ${localName} belongs`);
  }
  const algorithm = attributeOf(holder, "Algorithm") ?? "";
  if (!allowed.includes(algorithm)) throw signatureAlgorithm(algorithm, allowed);
}

const withoutSha1 = (algorithms: readonly string[], allowSha1: boolean): readonly string[] =>
  algorithms.filter((algorithm) => allowSha1 || !SHA1.includes(algorithm));
