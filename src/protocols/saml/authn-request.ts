/**
 * What an SP asks for. Whether the IdP grants it, and whether a signature is demanded, is decided elsewhere:
 * nothing here is verified, `verified-message.ts` does that before.
 */
import type { Element } from "@xmldom/xmldom";
import { attributeOf, childOf, childrenOf, textOf } from "../xml/find.js";
import type { Binding, RequestMessage } from "./bindings.js";
import { requestRoot } from "./request-root.js";
import { NAMESPACES } from "./urns.js";
import { readBoolean, readIndex, readInstant } from "./values.js";

export interface AuthnRequest {
  id: string;
  /** The SP's entity id as it claims it. */
  issuer?: string;
  acsUrl?: string;
  acsIndex?: number;
  protocolBinding?: string;
  destination?: string;
  nameIdFormat?: string;
  allowCreate?: boolean;
  forceAuthn: boolean;
  isPassive: boolean;
  /** Class references, in the SP's order of preference. */
  requestedAuthnContext: string[];
  requestedAuthnContextComparison?: string;
  /** NameID of the person who is to sign in. */
  subject?: string;
  issueInstant?: Date;
  /** A signature came along; that it holds is not said. */
  signed: boolean;
  relayState?: string;
  binding: Binding;
  /** DEFLATE was used, as HTTP-Redirect must and HTTP-POST must not. */
  deflated: boolean;
  xml: string;
}

/**
 * The request that came by one of the two bindings.
 *
 * @throws Problem SAML_REQUEST_EMPTY, _NOT_BASE64, _NOT_DEFLATED, _TOO_LARGE, _MALFORMED, _DTD, _WRONG_ROOT,
 * _WRONG_VERSION or _NO_ID
 * @see saml-core-2.0 §3.4.1
 */
export function readAuthnRequest(message: RequestMessage): AuthnRequest {
  const { root, id, xml, deflated } = requestRoot(message, "AuthnRequest");
  const { binding, relayState } = message;
  return { ...contentOf(root), id, signed: isSigned(root, message), relayState, binding, deflated, xml };
}

type Content = Omit<AuthnRequest, "id" | "signed" | "relayState" | "binding" | "deflated" | "xml">;

function contentOf(request: Element): Content {
  const policy = childOf(request, NAMESPACES.saml2p, "NameIDPolicy");
  const context = childOf(request, NAMESPACES.saml2p, "RequestedAuthnContext");
  const subject = childOf(request, NAMESPACES.saml2, "Subject");

  return {
    issuer: textOfChild(request, "Issuer"),
    acsUrl: attributeOf(request, "AssertionConsumerServiceURL")?.trim(),
    acsIndex: readIndex(attributeOf(request, "AssertionConsumerServiceIndex")),
    protocolBinding: attributeOf(request, "ProtocolBinding"),
    destination: attributeOf(request, "Destination"),
    nameIdFormat: attributeOf(policy, "Format"),
    allowCreate: readBoolean(attributeOf(policy, "AllowCreate")),
    forceAuthn: readBoolean(attributeOf(request, "ForceAuthn")) ?? false,
    isPassive: readBoolean(attributeOf(request, "IsPassive")) ?? false,
    requestedAuthnContext: context ? childrenOf(context, NAMESPACES.saml2, "AuthnContextClassRef").map(textOf) : [],
    requestedAuthnContextComparison: attributeOf(context, "Comparison"),
    subject: subject && textOfChild(subject, "NameID"),
    issueInstant: readInstant(attributeOf(request, "IssueInstant")),
  };
}

function textOfChild(parent: Element, localName: string): string | undefined {
  const child = childOf(parent, NAMESPACES.saml2, localName);
  return child && textOf(child);
}

/** HTTP-Redirect signs the query, and an XML signature inside it counts for nothing. @see saml-bindings-2.0 §3.4.4.1 */
function isSigned(request: Element, { binding, signature }: RequestMessage): boolean {
  if (binding === "redirect") return signature !== undefined && signature !== "";
  return childOf(request, NAMESPACES.ds, "Signature") !== undefined;
}
