/** A response without an assertion: the IdP says why there was no sign-in. The good news is `response.ts`. */
import { element } from "../xml/element.js";
import { writeXml, XML_DECLARATION } from "../xml/write.js";
import { issuerElement, type StatusCodes, statusElement } from "./message.js";
import { type Signer, signElement } from "./signature.js";
import { NAMESPACES } from "./urns.js";

export interface StatusResponseOptions {
  id: string;
  /** The IdP's entity id. */
  issuer: string;
  /** The ACS that it is posted to. */
  destination: string;
  /** ID of the AuthnRequest that is answered. */
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
 * @see saml-core-2.0 §3.2.2
 */
export function buildStatusResponse(options: StatusResponseOptions): string {
  const response = element(
    "saml2p:Response",
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
