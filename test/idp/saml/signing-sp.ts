/** An SP that signs what it sends, and a stranger who does the same with a key of his own. */
import { SAML, type SamlConfig } from "@node-saml/node-saml";
import { certificateBody } from "../../../src/crypto/certificate.js";
import type { X5c } from "../../../src/integrations/saml/settings.js";
import { redirectUrl } from "../../../src/protocols/saml/build-authn-request.js";
import { idp as spSigner, stranger } from "../../protocols/saml/fixtures.js";
import { acsUrl, audience, type SamlOrg } from "./saml-org.js";

export { spSigner, stranger };

export const spCertificate: X5c = { x5c: [certificateBody(spSigner.certificatePem)] };

/** The path to open for a request by HTTP-Redirect with a signed query. */
export function signedPath(path: string, xml: string, relayState?: string, sign = spSigner): string {
  const url = new URL(redirectUrl({ ssoUrl: `http://x${path}`, xml, relayState, sign }));
  return url.pathname + url.search;
}

/** node-saml, which signs with the SP's key. */
export const nodeSaml = (saml: SamlOrg, changes: Partial<SamlConfig> = {}): SAML =>
  new SAML({
    callbackUrl: acsUrl,
    entryPoint: saml.test.origin + saml.ssoPath,
    logoutUrl: saml.test.origin + saml.sloPath,
    issuer: audience,
    audience,
    idpIssuer: `http://www.okta.com/${saml.app.externalKey}`,
    idpCert: saml.certificatePem,
    privateKey: spSigner.key.export({ type: "pkcs8", format: "pem" }) as string,
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    validateInResponseTo: "never" as SamlConfig["validateInResponseTo"],
    ...changes,
  });

/** The value that a form of node-saml carries in a field. */
export const fieldOf = (form: string, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? "").replaceAll("&#x2B;", "+");
