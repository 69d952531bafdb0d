/** The settings of a SAML app, typed: what `document.settings.signOn` holds. */
import type { App } from "../../store/apps.js";
import type { AttributeStatement, GroupAttributeStatement } from "./attribute-statements.js";

export interface SamlSettings {
  ssoAcsUrl: string;
  recipient: string;
  destination: string;
  audience: string;
  idpIssuer: string;
  subjectNameIdFormat: string;
  responseSigned: boolean;
  assertionSigned: boolean;
  signatureAlgorithm: "RSA_SHA256" | "RSA_SHA1";
  digestAlgorithm: "SHA256" | "SHA1";
  honorForceAuthn: boolean;
  authnContextClassRef: string;
  defaultRelayState: string | null;
  acsEndpoints: { url: string; index: number }[];
  attributeStatements: (AttributeStatement | GroupAttributeStatement)[];
}

/** @throws Error for an app of another kind */
export function samlSettingsOf(app: App): SamlSettings {
  if (app.signOnMode !== "SAML_2_0") throw new Error(`${app.slug} is no SAML app`);
  return app.document.settings.signOn as SamlSettings;
}
