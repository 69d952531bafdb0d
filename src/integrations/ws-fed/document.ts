/** The platform's app object of a WS-Fed app before anything was chosen. */
import { AUTHN_CONTEXT, NAME_ID_FORMAT } from "../../protocols/saml/urns.js";
import type { AppDocument } from "../../store/apps.js";
import { newDocument } from "../document.js";

export const newWsFedDocument = (): AppDocument =>
  newDocument({
    hidden: false,
    appLinks: { login: true },
    settings: {
      app: {
        siteURL: null,
        realm: null,
        wReplyURL: null,
        wReplyOverride: false,
        audienceRestriction: null,
        nameIDFormat: NAME_ID_FORMAT.unspecified,
        authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
        usernameAttribute: "username",
        groupValueFormat: "windowsDomainQualifiedName",
        groupName: null,
        groupFilter: null,
        attributeStatements: null,
        signatureAlgorithm: "RSA_SHA256",
        digestAlgorithm: "SHA256",
      },
    },
  });
