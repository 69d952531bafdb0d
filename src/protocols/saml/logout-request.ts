/** What an SP that signs a person out asks for. Nothing here is verified: `verified-message.ts` does that before. */
import { attributeOf, childOf, childrenOf, exactTextOf, textOf } from "../xml/find.js";
import type { RequestMessage } from "./bindings.js";
import { requestRoot } from "./request-root.js";
import { NAMESPACES } from "./urns.js";
import { readInstant } from "./values.js";

export interface LogoutRequest {
  id: string;
  issuer?: string;
  destination?: string;
  nameId?: string;
  sessionIndexes: string[];
  /** When the request itself ends to mean anything. */
  notOnOrAfter?: Date;
}

/**
 * @throws Problem SAML_REQUEST_EMPTY, _NOT_BASE64, _NOT_DEFLATED, _TOO_LARGE, _MALFORMED, _DTD, _WRONG_ROOT,
 * _WRONG_VERSION or _NO_ID
 * @see saml-core-2.0 §3.7.1
 */
export function readLogoutRequest(message: RequestMessage): LogoutRequest {
  const { root, id } = requestRoot(message, "LogoutRequest");
  const issuer = childOf(root, NAMESPACES.saml2, "Issuer");
  const nameId = childOf(root, NAMESPACES.saml2, "NameID");
  return {
    id,
    issuer: issuer && textOf(issuer),
    destination: attributeOf(root, "Destination"),
    nameId: nameId && exactTextOf(nameId),
    sessionIndexes: childrenOf(root, NAMESPACES.saml2p, "SessionIndex").map(textOf),
    notOnOrAfter: readInstant(attributeOf(root, "NotOnOrAfter")),
  };
}
