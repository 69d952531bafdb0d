/**
 * The SAML response of a sign-in, in the platform's wire form: `saml2p:Response` around one `saml2:Assertion`.
 * A refusal to sign in is `status-response.ts`; the page that posts either is the IdP's.
 */
import { element } from "../xml/element.js";
import { writeXml, XML_DECLARATION } from "../xml/write.js";
import { type AssertionOptions, assertionElement } from "./assertion.js";
import { issuerElement, statusElement } from "./message.js";
import { type Signer, signElement } from "./signature.js";
import { NAMESPACES, STATUS } from "./urns.js";

export interface ResponseOptions extends AssertionOptions {
  /** The ACS that it is posted to. */
  destination: string;
  ids: { response: string; assertion: string };
  /** What is signed. Signing neither is nothing that an app may be configured to: only a probe asks for it. */
  sign: Signer & { response: boolean; assertion: boolean };
}

/**
 * The text of a response that says who signed in, signed as asked: first the assertion, then the response around it.
 *
 * @throws Problem XML_CHARACTER when a value holds a character that XML cannot carry
 * @see saml-core-2.0 §3.3.3
 * @see saml-profiles-2.0 §4.1.4.2
 */
export function buildResponse(options: ResponseOptions): string {
  const { issuer, destination, inResponseTo, now, ids, sign } = options;

  const { assertion, hasAttributes } = assertionElement(options, ids.assertion);
  // xsi:type="xs:string" uses the prefix in a value, where exclusive canonicalization does not see it.
  const inclusivePrefixes = hasAttributes ? ["xs"] : [];

  const response = element(
    "saml2p:Response",
    {
      "xmlns:saml2p": NAMESPACES.saml2p,
      Destination: destination,
      ID: ids.response,
      InResponseTo: inResponseTo,
      IssueInstant: now.toISOString(),
      Version: "2.0",
      "xmlns:xs": hasAttributes ? NAMESPACES.xs : undefined,
    },
    [
      issuerElement(issuer),
      statusElement([STATUS.success]),
      sign.assertion ? signElement(assertion, sign, { inclusivePrefixes }) : assertion,
    ],
  );

  return XML_DECLARATION + writeXml(sign.response ? signElement(response, sign, { inclusivePrefixes }) : response);
}
