/** A response that is a status: why there was no sign-in, or how a sign-out went. The good news is `response.ts`. */
import { element } from "../xml/element.js";
import { writeXml, XML_DECLARATION } from "../xml/write.js";
import { issuerElement, type StatusCodes, statusElement } from "./message.js";
import type { RequestName } from "./request-root.js";
import { type Signer, signElement } from "./signature.js";
import { NAMESPACES } from "./urns.js";

export interface StatusResponseOptions {
  /** What kind of request is answered. Default: an AuthnRequest, by `saml2p:Response`. */
  to?: RequestName;
  id: string;
  /** The IdP's entity id. */
  issuer: string;
  /** The ACS, or the SP's logout URL, that it is posted to. */
  destination: string;
  /** ID of the request that is answered. */
  inResponseTo?: string;
  now: Date;
  /** `[STATUS.responder, STATUS.noPassive]` when a passive request finds nobody signed in. */
  status: StatusCodes;
  /** For people who read the SP's log. */
  message?: string;
  sign: Signer;
}

/**
 * The text of a signed response that carries a status only.
 *
 * @throws Problem XML_CHARACTER
 * @see saml-core-2.0 §3.2.2, §3.7.2
 */
export function buildStatusResponse(options: StatusResponseOptions): string {
  const response = element(
    options.to === "LogoutRequest" ? "saml2p:LogoutResponse" : "saml2p:Response",
    {
      "xmlns:saml2p": NAMESPACES.saml2p,
      Destination: options.destination,
      ID: options.id,
      InResponseTo: options.inResponseTo,
      IssueInstant: options.now.toISOString(),
      Version: "2.0",
    },
    [issuerElement(options.issuer), statusElement(options.status, options.message)],
  );
  return XML_DECLARATION + writeXml(signElement(response, options.sign));
}
