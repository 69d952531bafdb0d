/**
 * The SAML response of a sign-in, in the platform's wire form: `saml2p:Response` around one `saml2:Assertion`.
 * A refusal to sign in is `status-response.ts`; the page that posts either is the IdP's.
 */
import { element, type XmlElement } from "../xml/element.js";
import { writeXml, XML_DECLARATION } from "../xml/write.js";
import { type AssertionOptions, assertionElement } from "./assertion.js";
import { type Encryption, encryptedAssertion } from "./encryption.js";
import { issuerElement, statusElement } from "./message.js";
import { type Signer, signElement } from "./signature.js";
import { NAMESPACES, STATUS } from "./urns.js";

export interface ResponseOptions extends AssertionOptions {
  /** The ACS that it is posted to. */
  destination: string;
  ids: { response: string; assertion: string };
  /** What is signed. Signing neither is nothing that an app may be configured to: only a probe asks for it. */
  sign: Signer & { response: boolean; assertion: boolean };
  /** For whom the assertion is encrypted; nothing leaves it readable. */
  encrypt?: Encryption;
}

/**
 * The text of a response that says who signed in, as asked: the assertion is signed, then encrypted, then the response
 * around it is signed.
 *
 * @throws Problem XML_CHARACTER when a value holds a character that XML cannot carry, SAML_ENCRYPTION_CERTIFICATE
 * @see saml-core-2.0 §3.3.3, §6.2
 * @see saml-profiles-2.0 §4.1.4.2
 */
export function buildResponse(options: ResponseOptions): string {
  const { ids, sign, encrypt } = options;

  const { assertion, hasAttributes } = assertionElement(options, ids.assertion);
  // xsi:type="xs:string" uses the prefix in a value, where exclusive canonicalization does not see it.
  const inclusivePrefixes = hasAttributes ? ["xs"] : [];
  const signed = sign.assertion ? signElement(assertion, sign, { inclusivePrefixes }) : assertion;
  // What is encrypted brings its declarations along, and shows no value that uses the prefix.
  const showsAttributes = hasAttributes && !encrypt;

  const response = responseAround(encrypt ? encryptedAssertion(signed, encrypt) : signed, options, showsAttributes);
  if (!sign.response) return XML_DECLARATION + writeXml(response);
  const signedResponse = signElement(response, sign, { inclusivePrefixes: showsAttributes ? inclusivePrefixes : [] });
  return XML_DECLARATION + writeXml(signedResponse);
}

export type PlainResponseOptions = Omit<ResponseOptions, "sign" | "encrypt">;

/** The same response, neither signed nor encrypted: what a person looks at. @throws Problem XML_CHARACTER */
export function plainResponse(options: PlainResponseOptions): XmlElement {
  const { assertion, hasAttributes } = assertionElement(options, options.ids.assertion);
  return responseAround(assertion, options, hasAttributes);
}

function responseAround(assertion: XmlElement, options: PlainResponseOptions, showsAttributes: boolean): XmlElement {
  return element(
    "saml2p:Response",
    {
      "xmlns:saml2p": NAMESPACES.saml2p,
      Destination: options.destination,
      ID: options.ids.response,
      InResponseTo: options.inResponseTo,
      IssueInstant: options.now.toISOString(),
      Version: "2.0",
      "xmlns:xs": showsAttributes ? NAMESPACES.xs : undefined,
    },
    [issuerElement(options.issuer), statusElement([STATUS.success]), assertion],
  );
}
