/** The SP's side: a request for a sign-in, and its way to the IdP. Reading one is `authn-request.ts`. */
import { type KeyObject, sign } from "node:crypto";
import { element } from "../xml/element.js";
import { writeXml } from "../xml/write.js";
import { encodePost, encodeRedirect } from "./bindings.js";
import { type Signer, signElement } from "./signature.js";
import { BINDINGS, NAMESPACES, SIGNATURE_METHODS, type SignatureAlgorithm } from "./urns.js";

export interface AuthnRequestOptions {
  id: string;
  /** The SP's entity id. */
  issuer: string;
  /** The IdP's sign-on URL. */
  destination: string;
  issueInstant: Date;
  acsUrl?: string;
  acsIndex?: number;
  protocolBinding?: string;
  nameIdFormat?: string;
  forceAuthn?: boolean;
  isPassive?: boolean;
  requestedAuthnContext?: readonly string[];
  /** For HTTP-POST; HTTP-Redirect signs the query instead. */
  sign?: Signer;
}

/**
 * The XML of a request.
 *
 * @throws Problem XML_CHARACTER
 * @see saml-core-2.0 §3.4.1
 */
export function buildAuthnRequest(options: AuthnRequestOptions): string {
  const { nameIdFormat, requestedAuthnContext = [], sign: signer } = options;
  const flag = (on: boolean | undefined) => (on === undefined ? undefined : String(on));

  const request = element(
    "saml2p:AuthnRequest",
    {
      "xmlns:saml2p": NAMESPACES.saml2p,
      AssertionConsumerServiceIndex: options.acsIndex?.toString(),
      AssertionConsumerServiceURL: options.acsUrl,
      Destination: options.destination,
      ForceAuthn: flag(options.forceAuthn),
      ID: options.id,
      IsPassive: flag(options.isPassive),
      IssueInstant: options.issueInstant.toISOString(),
      // It goes with a URL only; an index already says how. @see saml-core-2.0 §3.4.1
      ProtocolBinding: options.protocolBinding ?? (options.acsUrl === undefined ? undefined : BINDINGS.post),
      Version: "2.0",
    },
    [
      element("saml2:Issuer", { "xmlns:saml2": NAMESPACES.saml2 }, [options.issuer]),
      nameIdFormat === undefined
        ? undefined
        : element("saml2p:NameIDPolicy", { AllowCreate: "true", Format: nameIdFormat }),
      requestedAuthnContext.length === 0
        ? undefined
        : element(
            "saml2p:RequestedAuthnContext",
            { Comparison: "exact" },
            requestedAuthnContext.map((reference) =>
              element("saml2:AuthnContextClassRef", { "xmlns:saml2": NAMESPACES.saml2 }, [reference]),
            ),
          ),
    ],
  );
  return writeXml(signer ? signElement(request, signer) : request);
}

export interface RedirectOptions {
  ssoUrl: string;
  xml: string;
  relayState?: string;
  sign?: { key: KeyObject; signatureAlgorithm: SignatureAlgorithm };
}

/**
 * Where to send the browser so that the request arrives by HTTP-Redirect.
 *
 * @see saml-bindings-2.0 §3.4.4.1
 */
export function redirectUrl({ ssoUrl, xml, relayState, sign: signer }: RedirectOptions): string {
  const parameter = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`;
  const parameters = [parameter("SAMLRequest", encodeRedirect(xml))];
  if (relayState !== undefined) parameters.push(parameter("RelayState", relayState));

  if (signer) {
    const { uri, hash } = SIGNATURE_METHODS[signer.signatureAlgorithm];
    parameters.push(parameter("SigAlg", uri));
    const signature = sign(hash, Buffer.from(parameters.join("&")), signer.key);
    parameters.push(parameter("Signature", signature.toString("base64")));
  }
  return `${ssoUrl}${ssoUrl.includes("?") ? "&" : "?"}${parameters.join("&")}`;
}

/**
 * The fields of the form that brings the request by HTTP-POST.
 *
 * @see saml-bindings-2.0 §3.5.4
 */
export function postFields(xml: string, relayState?: string): { SAMLRequest: string; RelayState?: string } {
  const SAMLRequest = encodePost(xml);
  return relayState === undefined ? { SAMLRequest } : { SAMLRequest, RelayState: relayState };
}
