/** The root element of a request of the one type that is awaited, decoded and parsed. */
import type { Element } from "@xmldom/xmldom";
import { attributeOf, isNamed, positionOf } from "../xml/find.js";
import { parseXml } from "../xml/parse.js";
import { decodeRequest, MAX_REQUEST_BYTES, type RequestMessage } from "./bindings.js";
import { samlRequestNoId, samlRequestRefusals, samlRequestWrongRoot, samlRequestWrongVersion } from "./problems.js";
import { NAMESPACES } from "./urns.js";

export type RequestName = "AuthnRequest" | "LogoutRequest";

/**
 * @throws Problem SAML_REQUEST_EMPTY, _NOT_BASE64, _NOT_DEFLATED, _TOO_LARGE, _MALFORMED, _DTD, _WRONG_ROOT,
 * _WRONG_VERSION or _NO_ID
 * @see saml-core-2.0 §3.2.1
 */
export function requestRoot(
  { binding, samlRequest }: RequestMessage,
  name: RequestName,
): { root: Element; id: string; xml: string; deflated: boolean } {
  const { xml, deflated } = decodeRequest(binding, samlRequest);
  const root = parseXml(xml, { maxBytes: MAX_REQUEST_BYTES, refusals: samlRequestRefusals });

  const at = positionOf(root);
  if (!isNamed(root, NAMESPACES.saml2p, name)) {
    throw samlRequestWrongRoot(name, root.nodeName, root.namespaceURI, at);
  }
  const version = attributeOf(root, "Version");
  if (version !== "2.0") throw samlRequestWrongVersion(name, version, at);
  const id = attributeOf(root, "ID");
  if (!id) throw samlRequestNoId(name, at);
  return { root, id, xml, deflated };
}
