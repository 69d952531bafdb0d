/** The settings of a SAML app, typed: what `document.settings.signOn` holds. */
import type {
  DigestAlgorithm,
  EncryptionAlgorithm,
  KeyTransportAlgorithm,
  SignatureAlgorithm,
} from "../../protocols/saml/urns.js";
import type { App, AppDocument } from "../../store/apps.js";
import type { AttributeStatement, GroupAttributeStatement } from "./attribute-statements.js";

/** A certificate as the platform keeps it: base64 of its DER, exactly one. */
export interface X5c {
  x5c: [string];
}

export interface SamlSettings {
  ssoAcsUrl: string;
  recipient: string;
  destination: string;
  audience: string;
  idpIssuer: string;
  subjectNameIdFormat: string;
  responseSigned: boolean;
  assertionSigned: boolean;
  signatureAlgorithm: SignatureAlgorithm;
  digestAlgorithm: DigestAlgorithm;
  honorForceAuthn: boolean;
  authnContextClassRef: string;
  defaultRelayState: string | null;
  allowMultipleAcsEndpoints: boolean;
  acsEndpoints: { url: string; index: number }[];
  attributeStatements: (AttributeStatement | GroupAttributeStatement)[];
  /** Whether only requests that the SP has signed are answered, each at the ACS that it names. */
  samlSignedRequestEnabled: boolean;
  /** What the SP signs its requests with. */
  spCertificate?: X5c | null;
  /** Whose LogoutRequests are answered; what `slo` says too. */
  spIssuer: string | null;
  slo: { enabled: boolean; issuer?: string; logoutUrl?: string };
  participateSlo: {
    enabled: boolean;
    logoutRequestUrl?: string;
    sessionIndexRequired?: boolean;
    bindingType?: "POST" | "REDIRECT";
  };
  assertionEncryption: {
    enabled: boolean;
    encryptionAlgorithm?: EncryptionAlgorithm;
    keyTransportAlgorithm?: KeyTransportAlgorithm;
    x5c?: X5c["x5c"] | null;
  };
  requestCompressed: boolean;
  inlineHooks: { id: string }[];
  /** After how many seconds the SP's session must end; null where the assertion says nothing of it. */
  samlAssertionLifetimeSeconds?: number | null;
}

/** @throws Error for an app of another kind */
export function samlSettingsOf(app: App): SamlSettings {
  if (app.signOnMode !== "SAML_2_0") throw new Error(`${app.slug} is no SAML app`);
  return signOnOf(app.document);
}

/** The same of an app object, to be read or written. */
export const signOnOf = (document: AppDocument): SamlSettings => document.settings.signOn as unknown as SamlSettings;
