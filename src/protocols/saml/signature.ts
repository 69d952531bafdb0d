/**
 * Signing an element that we made, without a DOM: its canonical form is known before there is any text.
 * Reading signatures of others is in `verify-signature.ts`, which is heavy.
 */
import { createHash, type KeyObject, sign } from "node:crypto";
import { certificateBody } from "../../crypto/certificate.js";
import { canonicalXml } from "../xml/canonical.js";
import { element, type XmlElement } from "../xml/element.js";
import {
  DIGEST_METHODS,
  type DigestAlgorithm,
  NAMESPACES,
  SIGNATURE,
  SIGNATURE_METHODS,
  type SignatureAlgorithm,
} from "./urns.js";

export interface Signer {
  /** An RSA private key, parsed once and kept: parsing a PEM costs more than half a signature. */
  key: KeyObject;
  /** Sent along in KeyInfo. */
  certificatePem: string;
  signatureAlgorithm: SignatureAlgorithm;
  digestAlgorithm: DigestAlgorithm;
}

export interface SignedPart {
  /** Prefixes that only attribute values use, like the `xs` of `xsi:type="xs:string"`. */
  inclusivePrefixes?: readonly string[];
}

/**
 * The element with a `ds:Signature` over it as its second child, right behind its Issuer.
 *
 * The element must have an `ID` and declare every prefix that it uses, so that it is the same wherever it is put.
 *
 * @see saml-core-2.0 §5.4
 * @see xmldsig-core-1.1 §4
 */
export function signElement(
  target: XmlElement,
  signer: Signer,
  { inclusivePrefixes = [] }: SignedPart = {},
): XmlElement {
  const [issuer, ...rest] = target.children;
  if (issuer === undefined) throw new Error(`${target.name} has no Issuer to put the signature behind`);

  const digest = createHash(DIGEST_METHODS[signer.digestAlgorithm].hash)
    .update(canonicalXml(target, { inclusivePrefixes }))
    .digest("base64");
  const signature = signatureElement(signedInfo(idOf(target), digest, signer, inclusivePrefixes), signer);

  return { ...target, children: [issuer, signature, ...rest] };
}

function idOf(target: XmlElement): string {
  const id = target.attributes.find(([name]) => name === "ID")?.[1];
  if (!id) throw new Error(`${target.name} has no ID to be referenced by`);
  return id;
}

function signedInfo(id: string, digest: string, signer: Signer, inclusivePrefixes: readonly string[]): XmlElement {
  const inclusiveNamespaces = element("ec:InclusiveNamespaces", {
    "xmlns:ec": NAMESPACES.ec,
    PrefixList: inclusivePrefixes.join(" "),
  });

  return element("ds:SignedInfo", {}, [
    element("ds:CanonicalizationMethod", { Algorithm: SIGNATURE.exclusiveCanonical }),
    element("ds:SignatureMethod", { Algorithm: SIGNATURE_METHODS[signer.signatureAlgorithm].uri }),
    element("ds:Reference", { URI: `#${id}` }, [
      element("ds:Transforms", {}, [
        element("ds:Transform", { Algorithm: SIGNATURE.enveloped }),
        element(
          "ds:Transform",
          { Algorithm: SIGNATURE.exclusiveCanonical },
          inclusivePrefixes.length > 0 ? [inclusiveNamespaces] : [],
        ),
      ]),
      element("ds:DigestMethod", { Algorithm: DIGEST_METHODS[signer.digestAlgorithm].uri }),
      element("ds:DigestValue", {}, [digest]),
    ]),
  ]);
}

function signatureElement(signedInfo: XmlElement, signer: Signer): XmlElement {
  const octets = canonicalXml(signedInfo, { inScope: new Map([["ds", NAMESPACES.ds]]) });
  const { hash } = SIGNATURE_METHODS[signer.signatureAlgorithm];
  const value = sign(hash, Buffer.from(octets), signer.key).toString("base64");

  return element("ds:Signature", { "xmlns:ds": NAMESPACES.ds }, [
    signedInfo,
    element("ds:SignatureValue", {}, [value]),
    keyInfo(signer.certificatePem),
  ]);
}

/** The certificate as KeyInfo, in lines of 76; declares `ds` itself when it stands outside a signature. */
export function keyInfo(certificatePem: string, { declare = false }: { declare?: boolean } = {}): XmlElement {
  return element("ds:KeyInfo", { "xmlns:ds": declare ? NAMESPACES.ds : undefined }, [x509Data(certificatePem)]);
}

/** An IdP has few certificates and sends the same one with every response. */
const KEPT_CERTIFICATES = 100;
const kept = new Map<string, XmlElement>();

function x509Data(certificatePem: string): XmlElement {
  const known = kept.get(certificatePem);
  if (known) return known;

  const lines = certificateBody(certificatePem).match(/.{1,76}/g) ?? [];
  const made = element("ds:X509Data", {}, [element("ds:X509Certificate", {}, [lines.join("\n")])]);
  if (kept.size >= KEPT_CERTIFICATES) kept.clear();
  kept.set(certificatePem, made);
  return made;
}
