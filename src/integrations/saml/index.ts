/**
 * SAML 2.0: the SP tells where responses go (ACS) and who it is (audience), usually by its metadata.
 * Messages: protocols/saml. Endpoints: idp/saml.
 */
import { atPath } from "../field.js";
import { generalFields } from "../fields/general.js";
import { label } from "../fields/label.js";
import { usernameFields } from "../fields/usernames.js";
import { visible } from "../fields/visible.js";
import { defineKind } from "../kind.js";
import { provisioningFields, scimProvisioning } from "../scim/provisioning-fields.js";
import { samlAddresses } from "./addresses.js";
import { checkSaml } from "./checks.js";
import { newSamlDocument } from "./document.js";
import { acsUrl } from "./fields/acs-url.js";
import { attributes } from "./fields/attributes.js";
import { audience } from "./fields/audience.js";
import { authnContext } from "./fields/authn-context.js";
import { compressedRequests } from "./fields/compressed-requests.js";
import { defaultRelayState } from "./fields/default-relay-state.js";
import { destinationUrl } from "./fields/destination-url.js";
import { digestAlgorithm } from "./fields/digest-algorithm.js";
import { encryptAssertion } from "./fields/encrypt-assertion.js";
import { encryptionAlgorithm } from "./fields/encryption-algorithm.js";
import { encryptionCertificate } from "./fields/encryption-certificate.js";
import { groupAttributes } from "./fields/group-attributes.js";
import { honorForceAuthn } from "./fields/honor-force-authn.js";
import { idpIssuer } from "./fields/idp-issuer.js";
import { inlineHook } from "./fields/inline-hook.js";
import { keyTransportAlgorithm } from "./fields/key-transport-algorithm.js";
import { nameIdFormat } from "./fields/name-id-format.js";
import { otherAcsUrls } from "./fields/other-acs-urls.js";
import {
  participateSlo,
  participateSloBinding,
  participateSloSessionIndex,
  participateSloUrl,
} from "./fields/participate-slo.js";
import { recipientUrl } from "./fields/recipient-url.js";
import { sessionLifetime } from "./fields/session-lifetime.js";
import { sign } from "./fields/sign.js";
import { signatureAlgorithm } from "./fields/signature-algorithm.js";
import { signatureCertificate } from "./fields/signature-certificate.js";
import { signedRequests } from "./fields/signed-requests.js";
import { singleLogout } from "./fields/single-logout.js";
import { singleLogoutUrl } from "./fields/single-logout-url.js";
import { spIssuer } from "./fields/sp-issuer.js";
import { samlSettingsOf, signOnOf } from "./settings.js";

export default defineKind({
  id: "saml",
  place: 2,
  signOnMode: "SAML_2_0",
  term: "SAML 2.0",
  description: "the app is a SAML service provider: it gets a signed assertion posted to its ACS",
  fits: [{ nature: "server", why: "for an app that asks for metadata, an ACS URL and an entity ID" }],
  additions: [scimProvisioning],
  aliases: [{ word: "saml2" }, { word: "saml_2_0" }],
  fields: [
    label,
    acsUrl,
    audience,
    nameIdFormat,
    ...usernameFields,
    attributes,
    groupAttributes,
    otherAcsUrls,
    defaultRelayState,
    recipientUrl,
    destinationUrl,
    sign,
    signatureAlgorithm,
    digestAlgorithm,
    encryptAssertion,
    encryptionCertificate,
    encryptionAlgorithm,
    keyTransportAlgorithm,
    signatureCertificate,
    signedRequests,
    singleLogout,
    singleLogoutUrl,
    spIssuer,
    participateSlo,
    participateSloUrl,
    participateSloBinding,
    participateSloSessionIndex,
    authnContext,
    honorForceAuthn,
    idpIssuer,
    sessionLifetime,
    compressedRequests,
    inlineHook,
    visible,
    ...generalFields,
    ...provisioningFields,
  ],

  newDocument: newSamlDocument,

  settle(document, values) {
    const signOn = signOnOf(document);
    // A signed request brings its ACS URL along: the platform deletes the list.
    if (values.signedRequests) signOn.acsEndpoints = [];
    signOn.allowMultipleAcsEndpoints = (signOn.acsEndpoints ?? []).length > 0;
    signOn.spIssuer = values.singleLogout ? (values.spIssuer as string) : null;
  },

  check: checkSaml,

  keepsSecret: () => false,
  signsAssertions: true,
  otherSide: "SP",

  otherSideNeeds: [
    { label: "Metadata URL", env: "SAML_METADATA_URL", of: ({ org, app }) => samlAddresses(org, app).metadataUrl },
    { label: "Sign-on URL", env: "SAML_ENTRY_POINT", of: ({ org, app }) => samlAddresses(org, app).signOnUrl },
    {
      label: "Sign-out URL",
      env: "SAML_LOGOUT_URL",
      appliesTo: (app) => samlSettingsOf(app).slo.enabled,
      of: ({ org, app }) => samlAddresses(org, app).logoutUrl,
    },
    { label: "Issuer", env: "SAML_IDP_ISSUER", of: ({ org, app }) => samlAddresses(org, app).issuer },
    { label: "Audience", env: "SAML_SP_ENTITY_ID", of: ({ app }) => String(atPath(app.document, audience.path)) },
    { label: "ACS URL", env: "SAML_ACS_URL", of: ({ app }) => String(atPath(app.document, acsUrl.path)) },
    {
      label: "Fingerprint",
      of: ({ certificates }) => certificates.map(({ fingerprint }) => `SHA-256 ${fingerprint}`),
    },
    { label: "Certificate", env: "SAML_IDP_CERT", of: ({ certificates }) => certificates.map(({ pem }) => pem.trim()) },
  ],

  signOn({ app, org, certificates }) {
    const urls = samlAddresses(org, app);
    return {
      metadataUrl: urls.metadataUrl,
      embedUrl: urls.embedUrl,
      issuer: urls.issuer,
      signOnUrl: urls.signOnUrl,
      logoutUrl: samlSettingsOf(app).slo.enabled ? urls.logoutUrl : null,
      certificates: certificates.map(({ pem, fingerprint, notAfter }) => ({
        pem,
        fingerprint,
        notAfter: notAfter.toISOString(),
      })),
    };
  },
});
