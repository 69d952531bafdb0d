/** The platform's app object of a SAML app before anything was chosen. */
import { AUTHN_CONTEXT } from "../../protocols/saml/urns.js";
import type { AppDocument } from "../../store/apps.js";
import { newDocument } from "../document.js";

export const newSamlDocument = (): AppDocument =>
  newDocument({
    hidden: false,
    settings: {
      app: {},
      signOn: {
        defaultRelayState: null,
        ssoAcsUrl: null,
        recipient: null,
        destination: null,
        audience: null,
        idpIssuer: "http://www.okta.com/${org.externalKey}",
        subjectNameIdTemplate: "${user.userName}",
        subjectNameIdFormat: null,
        responseSigned: true,
        assertionSigned: true,
        signatureAlgorithm: "RSA_SHA256",
        digestAlgorithm: "SHA256",
        honorForceAuthn: true,
        authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
        samlSignedRequestEnabled: false,
        requestCompressed: false,
        allowMultipleAcsEndpoints: false,
        acsEndpoints: [],
        spIssuer: null,
        spCertificate: null,
        slo: { enabled: false },
        participateSlo: { enabled: false },
        assertionEncryption: { enabled: false },
        inlineHooks: [],
        samlAssertionLifetimeSeconds: null,
        attributeStatements: [],
      },
    },
  });
