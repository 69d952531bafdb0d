/**
 * What a response says, for showing it in traces and explanations. NOTHING HERE IS VERIFIED: no signature, no time,
 * no audience. Whoever wants to trust a response verifies it first (`verify-signature.ts`) and reads only that.
 */
import type { Element } from "@xmldom/xmldom";
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  exactTextOf,
  isNamed,
  positionOf,
  textOf,
} from "../xml/find.js";
import { parseXml } from "../xml/parse.js";
import { decodeBase64 } from "./bindings.js";
import { samlResponseNotBase64, samlResponseRefusals, samlResponseWrongRoot } from "./problems.js";
import { NAMESPACES } from "./urns.js";
import { readInstant } from "./values.js";

export interface DecodedSignature {
  algorithm?: string;
  digestAlgorithm?: string;
  /** Base64 body of the certificate that came along. */
  certificate?: string;
}

export interface DecodedAssertion {
  id?: string;
  issuer?: string;
  issueInstant?: Date;
  signature?: DecodedSignature;
  nameId?: { value: string; format?: string };
  recipient?: string;
  inResponseTo?: string;
  subjectNotOnOrAfter?: Date;
  notBefore?: Date;
  notOnOrAfter?: Date;
  audiences: string[];
  authnInstant?: Date;
  sessionIndex?: string;
  sessionNotOnOrAfter?: Date;
  authnContextClassRef?: string;
  attributes: { name: string; nameFormat?: string; values: string[] }[];
}

export interface DecodedResponse {
  id?: string;
  issuer?: string;
  destination?: string;
  inResponseTo?: string;
  issueInstant?: Date;
  /** From the top level downward. */
  statusCodes: string[];
  statusMessage?: string;
  signature?: DecodedSignature;
  assertions: DecodedAssertion[];
  /** How many more are encrypted. */
  encryptedAssertions: number;
  xml: string;
}

const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

/**
 * An unverified response, from its XML or from the base64 of the form field.
 *
 * @throws Problem SAML_RESPONSE_EMPTY, _NOT_BASE64, _TOO_LARGE, _DTD, _MALFORMED or _WRONG_ROOT
 * @see saml-core-2.0 §3.3.3
 */
export function decodeResponse(samlResponse: string): DecodedResponse {
  const text = samlResponse.trim();
  if (text === "") throw samlResponseRefusals.empty();
  const xml = text.startsWith("<") ? text : decodeBase64(text, samlResponseNotBase64).toString("utf8");

  const response = parseXml(xml, { maxBytes: MAX_RESPONSE_BYTES, refusals: samlResponseRefusals });
  if (!isNamed(response, NAMESPACES.saml2p, "Response")) {
    throw samlResponseWrongRoot(response.nodeName, positionOf(response));
  }

  const status = childOf(response, NAMESPACES.saml2p, "Status");
  return {
    id: attributeOf(response, "ID"),
    issuer: textOfChild(response, NAMESPACES.saml2, "Issuer"),
    destination: attributeOf(response, "Destination"),
    inResponseTo: attributeOf(response, "InResponseTo"),
    issueInstant: readInstant(attributeOf(response, "IssueInstant")),
    statusCodes: statusCodesOf(status),
    statusMessage: textOfChild(status, NAMESPACES.saml2p, "StatusMessage"),
    signature: signatureOf(response),
    assertions: childrenOf(response, NAMESPACES.saml2, "Assertion").map(decodeAssertion),
    encryptedAssertions: childrenOf(response, NAMESPACES.saml2, "EncryptedAssertion").length,
    xml,
  };
}

function statusCodesOf(status: Element | undefined): string[] {
  const codes: string[] = [];
  let code = childOf(status, NAMESPACES.saml2p, "StatusCode");
  for (; code; code = childOf(code, NAMESPACES.saml2p, "StatusCode")) codes.push(attributeOf(code, "Value") ?? "");
  return codes;
}

function decodeAssertion(assertion: Element): DecodedAssertion {
  const subject = childOf(assertion, NAMESPACES.saml2, "Subject");
  const nameId = childOf(subject, NAMESPACES.saml2, "NameID");
  const confirmation = childOf(subject, NAMESPACES.saml2, "SubjectConfirmation");
  const confirmationData = childOf(confirmation, NAMESPACES.saml2, "SubjectConfirmationData");
  const conditions = childOf(assertion, NAMESPACES.saml2, "Conditions");
  const authn = childOf(assertion, NAMESPACES.saml2, "AuthnStatement");

  return {
    id: attributeOf(assertion, "ID"),
    issuer: textOfChild(assertion, NAMESPACES.saml2, "Issuer"),
    issueInstant: readInstant(attributeOf(assertion, "IssueInstant")),
    signature: signatureOf(assertion),
    nameId: nameId && { value: exactTextOf(nameId), format: attributeOf(nameId, "Format") },
    recipient: attributeOf(confirmationData, "Recipient"),
    inResponseTo: attributeOf(confirmationData, "InResponseTo"),
    subjectNotOnOrAfter: readInstant(attributeOf(confirmationData, "NotOnOrAfter")),
    notBefore: readInstant(attributeOf(conditions, "NotBefore")),
    notOnOrAfter: readInstant(attributeOf(conditions, "NotOnOrAfter")),
    audiences: conditions ? descendantsOf(conditions, NAMESPACES.saml2, "Audience").map(textOf) : [],
    authnInstant: readInstant(attributeOf(authn, "AuthnInstant")),
    sessionIndex: attributeOf(authn, "SessionIndex"),
    sessionNotOnOrAfter: readInstant(attributeOf(authn, "SessionNotOnOrAfter")),
    authnContextClassRef: textOfChild(
      childOf(authn, NAMESPACES.saml2, "AuthnContext"),
      NAMESPACES.saml2,
      "AuthnContextClassRef",
    ),
    attributes: childrenOf(assertion, NAMESPACES.saml2, "AttributeStatement").flatMap(attributesOf),
  };
}

function attributesOf(statement: Element): DecodedAssertion["attributes"] {
  return childrenOf(statement, NAMESPACES.saml2, "Attribute").map((attribute) => ({
    name: attributeOf(attribute, "Name") ?? "",
    nameFormat: attributeOf(attribute, "NameFormat"),
    values: childrenOf(attribute, NAMESPACES.saml2, "AttributeValue").map(exactTextOf),
  }));
}

function signatureOf(signed: Element): DecodedSignature | undefined {
  const signature = childOf(signed, NAMESPACES.ds, "Signature");
  if (!signature) return undefined;

  const signedInfo = childOf(signature, NAMESPACES.ds, "SignedInfo");
  const reference = childOf(signedInfo, NAMESPACES.ds, "Reference");
  const [certificate] = descendantsOf(signature, NAMESPACES.ds, "X509Certificate");
  return {
    algorithm: attributeOf(childOf(signedInfo, NAMESPACES.ds, "SignatureMethod"), "Algorithm"),
    digestAlgorithm: attributeOf(childOf(reference, NAMESPACES.ds, "DigestMethod"), "Algorithm"),
    certificate: certificate && textOf(certificate).replaceAll(/\s/g, ""),
  };
}

function textOfChild(parent: Element | undefined, namespace: string, localName: string): string | undefined {
  const child = childOf(parent, namespace, localName);
  return child && textOf(child);
}
