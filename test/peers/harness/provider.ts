/** Just enough of an identity provider for an app to be sent there: it signs nobody in. */
import { X509Certificate as Certificate, generateKeyPairSync, type KeyObject, type X509Certificate } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { DOMParser, type Element } from "@xmldom/xmldom";
import { selfSignedCertificate } from "../../../src/crypto/certificate.js";
import { type Listening, listen } from "./listen.js";

export interface KeyWithCertificate {
  privateKey: KeyObject;
  privateKeyPem: string;
  certificatePem: string;
  certificate: X509Certificate;
}

/** A fresh RSA key with a certificate for a day. */
export function keyWithCertificate(commonName: string): KeyWithCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const now = Date.now();
  const certificatePem = selfSignedCertificate({
    subject: [["CN", commonName]],
    publicKey,
    privateKey,
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + 86_400_000),
    serial: BigInt(now),
  });
  return {
    privateKey,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificatePem,
    certificate: new Certificate(certificatePem),
  };
}

/** The base64 inside a PEM certificate, as metadata wants it. */
export const bodyOf = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, "");

export interface OidcProvider extends Listening {
  /** The Authorization headers that its token endpoint has seen. */
  authorizations: string[];
}

/**
 * A provider's discovery document, and a token endpoint that knows no client. On 127.0.0.1: a foreign site to an app
 * on localhost.
 */
export async function oidcProvider(port = 0): Promise<OidcProvider> {
  const authorizations: string[] = [];
  const server = await listen(
    (request, response) => {
      const isToken = request.url === "/token";
      if (isToken) authorizations.push(request.headers.authorization ?? "");
      const refused = { error: "invalid_client", error_description: "Client authentication failed." };
      response.writeHead(isToken ? 401 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(isToken ? refused : discoveryDocument(server.url)));
    },
    port,
    "127.0.0.1",
  );
  return { ...server, authorizations };
}

const discoveryDocument = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  scopes_supported: ["openid", "profile", "email"],
  token_endpoint_auth_methods_supported: ["client_secret_basic"],
  code_challenge_methods_supported: ["S256"],
});

/** The metadata of a SAML provider that nobody runs. */
export function samlProviderMetadata({
  entityId = "http://127.0.0.1:9/idp",
  ssoUrl = "http://127.0.0.1:9/sso",
  certificatePem = keyWithCertificate("provider").certificatePem,
} = {}): string {
  const certificate = bodyOf(certificatePem);
  const bindings = ["HTTP-Redirect", "HTTP-POST"].map(
    (binding) =>
      `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${ssoUrl}"/>`,
  );
  return `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
<IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>
${bindings.join("\n")}
</IDPSSODescriptor></EntityDescriptor>`;
}

/** The AuthnRequest that a redirect carries. @see saml-bindings-2.0 §3.4.4.1 */
export function authnRequestIn(location: URL): Element {
  const xml = inflateRawSync(Buffer.from(location.searchParams.get("SAMLRequest") ?? "", "base64")).toString();
  return rootOf(xml);
}

/** The root element of a document that must be well-formed. */
export function rootOf(xml: string): Element {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (!root) throw new Error("an empty document");
  return root;
}

/** The text of the first element of that local name below `element`. */
export const textOf = (element: Element, localName: string): string | undefined =>
  element.getElementsByTagNameNS("*", localName).item(0)?.textContent ?? undefined;
