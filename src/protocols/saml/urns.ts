/** The names that SAML 2.0, XML Signature and their friends are written with. */

/** Namespaces, under the prefixes that our messages use. */
export const NAMESPACES = {
  saml2: "urn:oasis:names:tc:SAML:2.0:assertion",
  saml2p: "urn:oasis:names:tc:SAML:2.0:protocol",
  md: "urn:oasis:names:tc:SAML:2.0:metadata",
  ds: "http://www.w3.org/2000/09/xmldsig#",
  ec: "http://www.w3.org/2001/10/xml-exc-c14n#",
  xenc: "http://www.w3.org/2001/04/xmlenc#",
  xs: "http://www.w3.org/2001/XMLSchema",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
} as const;

/** What `protocolSupportEnumeration` says for SAML 2.0. @see saml-metadata-2.0 §2.4.1 */
export const SAML_2_PROTOCOL = NAMESPACES.saml2p;

/** @see saml-bindings-2.0 §3.4, §3.5 */
export const BINDINGS = {
  post: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
  redirect: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
  artifact: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact",
  soap: "urn:oasis:names:tc:SAML:2.0:bindings:SOAP",
  paos: "urn:oasis:names:tc:SAML:2.0:bindings:PAOS",
} as const;

/** @see saml-core-2.0 §8.3 */
export const NAME_ID_FORMAT = {
  unspecified: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
  emailAddress: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  x509SubjectName: "urn:oasis:names:tc:SAML:1.1:nameid-format:x509SubjectName",
  persistent: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  transient: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
  entity: "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
} as const;

/** @see saml-core-2.0 §8.2 */
export const ATTRIBUTE_NAME_FORMAT = {
  unspecified: "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified",
  uri: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
  basic: "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
} as const;

/** @see saml-authn-context-2.0 §3.4 */
export const AUTHN_CONTEXT = {
  passwordProtectedTransport: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
  password: "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
  unspecified: "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified",
  tlsClient: "urn:oasis:names:tc:SAML:2.0:ac:classes:TLSClient",
  x509: "urn:oasis:names:tc:SAML:2.0:ac:classes:X509",
  integratedWindows: "urn:federation:authentication:windows",
  // The platform's own value lacks the leading "urn:", and SPs compare the text.
  kerberos: "oasis:names:tc:SAML:2.0:ac:classes:Kerberos",
} as const;

/** @see saml-profiles-2.0 §3.3 */
export const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** Top-level statuses and, below the line, those of the second level. @see saml-core-2.0 §3.2.2.2 */
export const STATUS = {
  success: "urn:oasis:names:tc:SAML:2.0:status:Success",
  requester: "urn:oasis:names:tc:SAML:2.0:status:Requester",
  responder: "urn:oasis:names:tc:SAML:2.0:status:Responder",
  versionMismatch: "urn:oasis:names:tc:SAML:2.0:status:VersionMismatch",
  // second level
  authnFailed: "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed",
  invalidNameIdPolicy: "urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy",
  noAuthnContext: "urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext",
  noPassive: "urn:oasis:names:tc:SAML:2.0:status:NoPassive",
  requestDenied: "urn:oasis:names:tc:SAML:2.0:status:RequestDenied",
  unknownPrincipal: "urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal",
  unsupportedBinding: "urn:oasis:names:tc:SAML:2.0:status:UnsupportedBinding",
} as const;

/** Only Success, Requester, Responder and VersionMismatch may stand at the top. */
export type TopStatus = (typeof STATUS)["success" | "requester" | "responder" | "versionMismatch"];

/** @see xmldsig-core-1.1 §6 */
export const SIGNATURE = {
  enveloped: "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
  exclusiveCanonical: "http://www.w3.org/2001/10/xml-exc-c14n#",
  exclusiveCanonicalWithComments: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
} as const;

/** What the app's setting says, and what the message says. @see rfc9231 §2.3 */
export const SIGNATURE_METHODS = {
  RSA_SHA256: { uri: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", hash: "sha256" },
  RSA_SHA1: { uri: "http://www.w3.org/2000/09/xmldsig#rsa-sha1", hash: "sha1" },
} as const;

export type SignatureAlgorithm = keyof typeof SIGNATURE_METHODS;

/** @see xmldsig-core-1.1 §6.2 */
export const DIGEST_METHODS = {
  SHA256: { uri: "http://www.w3.org/2001/04/xmlenc#sha256", hash: "sha256" },
  SHA1: { uri: "http://www.w3.org/2000/09/xmldsig#sha1", hash: "sha1" },
} as const;

export type DigestAlgorithm = keyof typeof DIGEST_METHODS;

/** How the assertion itself is encrypted. @see xmlenc-core-1.1 §5.2 */
export const ENCRYPTION_METHODS = {
  AES128_CBC: { uri: "http://www.w3.org/2001/04/xmlenc#aes128-cbc", cipher: "aes-128-cbc" },
  AES256_CBC: { uri: "http://www.w3.org/2001/04/xmlenc#aes256-cbc", cipher: "aes-256-cbc" },
  AES128_GCM: { uri: "http://www.w3.org/2009/xmlenc11#aes128-gcm", cipher: "aes-128-gcm" },
  AES256_GCM: { uri: "http://www.w3.org/2009/xmlenc11#aes256-gcm", cipher: "aes-256-gcm" },
} as const;

export type EncryptionAlgorithm = keyof typeof ENCRYPTION_METHODS;

/** How the key of that encryption is given to the one who may read it. @see xmlenc-core-1.1 §5.5 */
export const KEY_TRANSPORT_METHODS = {
  RSA_OAEP: "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
  RSA_15: "http://www.w3.org/2001/04/xmlenc#rsa-1_5",
} as const;

export type KeyTransportAlgorithm = keyof typeof KEY_TRANSPORT_METHODS;
