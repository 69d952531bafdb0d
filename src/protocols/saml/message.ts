/** The parts that every SAML message of ours shares. */
import { element, type XmlElement } from "../xml/element.js";
import { NAME_ID_FORMAT, NAMESPACES, type TopStatus } from "./urns.js";

/** @see saml-core-2.0 §2.2.5 */
export function issuerElement(issuer: string): XmlElement {
  return element("saml2:Issuer", { "xmlns:saml2": NAMESPACES.saml2, Format: NAME_ID_FORMAT.entity }, [issuer]);
}

/** From the top level downward: `[Responder, NoPassive]`. */
export type StatusCodes = readonly [top: TopStatus, ...below: string[]];

/** @see saml-core-2.0 §3.2.2.1 */
export function statusElement(codes: StatusCodes, message?: string): XmlElement {
  const nested = codes.reduceRight<XmlElement | undefined>(
    (below, code) => element("saml2p:StatusCode", { Value: code }, [below]),
    undefined,
  );
  return element("saml2p:Status", {}, [
    nested,
    message === undefined ? undefined : element("saml2p:StatusMessage", {}, [message]),
  ]);
}
