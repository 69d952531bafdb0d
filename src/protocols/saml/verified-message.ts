/**
 * A message whose signature holds, with what was signed in place of what was sent: whoever reads it afterwards reads
 * nothing else.
 */
import { decodeRequest, encodePost, type RequestMessage } from "./bindings.js";
import { verifyRedirectSignature } from "./redirect-signature.js";

/** What the message is to be signed with. */
export interface Trust {
  certificatePem: string;
  allowSha1?: boolean;
}

/**
 * HTTP-Redirect: message and RelayState as the signed query has them. HTTP-POST: the message as the signature inside it
 * covers it; no signature covers the RelayState there.
 *
 * @throws Problem SAML_REQUEST_… where it cannot be decoded; SAML_SIGNATURE_MISSING, _SHAPE, _ALGORITHM, _CERTIFICATE or
 * _WRONG; XML_… where it is no XML
 * @see saml-bindings-2.0 §3.4.4.1, §3.5.5.2
 */
export async function verifiedMessage(message: RequestMessage, trust: Trust): Promise<RequestMessage> {
  if (message.binding === "redirect") {
    const { samlMessage, relayState } = verifyRedirectSignature({ rawQuery: message.rawQuery ?? "", ...trust });
    return { binding: "redirect", samlRequest: samlMessage, relayState };
  }
  const { xml } = decodeRequest("post", message.samlRequest);
  const { verifyXmlSignature } = await import("./verify-signature.js");
  const signed = verifyXmlSignature(xml, trust.certificatePem, trust);
  return { binding: "post", samlRequest: encodePost(signed), relayState: message.relayState };
}
