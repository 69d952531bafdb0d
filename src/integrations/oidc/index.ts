/**
 * OpenID Connect: web, single-page and native apps, with any of the org's authorization servers. Which settings go
 * together: rules.ts. Messages: protocols/oidc. Endpoints: idp/oidc.
 */
import { isApiService } from "../../directory/api-service.js";
import { authorizationServersOf, orgAuthorizationServer } from "../../directory/authorization-servers.js";
import { endpoints, wellKnown } from "../../protocols/oidc/endpoints.js";
import { atPath } from "../field.js";
import { dpop } from "../fields/dpop.js";
import { generalFields } from "../fields/general.js";
import { jwks } from "../fields/jwks.js";
import { label } from "../fields/label.js";
import { scopes } from "../fields/scopes.js";
import { usernameFields } from "../fields/usernames.js";
import { canHaveTile, setVisible, visible } from "../fields/visible.js";
import { defineKind } from "../kind.js";
import { tileAddress } from "../tile-address.js";
import { newOidcDocument } from "./document.js";
import { applicationType } from "./fields/application-type.js";
import { authMethod, provesBySecret } from "./fields/auth-method.js";
import { autoKeyRotation } from "./fields/auto-key-rotation.js";
import { cibaAuthenticator } from "./fields/ciba-authenticator.js";
import { cibaDeliveryMode } from "./fields/ciba-delivery-mode.js";
import { cibaRequestAlg } from "./fields/ciba-request-alg.js";
import { clientUri } from "./fields/client-uri.js";
import { consent } from "./fields/consent.js";
import { emailCallbackUri } from "./fields/email-callback-uri.js";
import { frontchannelLogoutSession } from "./fields/frontchannel-logout-session.js";
import { frontchannelLogoutUri } from "./fields/frontchannel-logout-uri.js";
import { grantTypes } from "./fields/grant-types.js";
import { groupsClaim } from "./fields/groups-claim.js";
import { idTokenEncryptionAlg } from "./fields/id-token-encryption-alg.js";
import { implicit } from "./fields/implicit.js";
import { initiateLoginUri } from "./fields/initiate-login-uri.js";
import { issuerMode } from "./fields/issuer-mode.js";
import { loginFlow } from "./fields/login-flow.js";
import { loginScopes } from "./fields/login-scopes.js";
import { logoUri } from "./fields/logo-uri.js";
import { networkZones } from "./fields/network-zones.js";
import { pkce } from "./fields/pkce.js";
import { policyUri } from "./fields/policy-uri.js";
import { postLogoutRedirectUris } from "./fields/post-logout-redirect-uris.js";
import { profile } from "./fields/profile.js";
import { redirectUris } from "./fields/redirect-uris.js";
import { refreshTokenLeeway } from "./fields/refresh-token-leeway.js";
import { refreshTokenRotation } from "./fields/refresh-token-rotation.js";
import { requestObjectAlg } from "./fields/request-object-alg.js";
import { sectorIdentifierUri } from "./fields/sector-identifier-uri.js";
import { subjectType } from "./fields/subject-type.js";
import { thinIdToken } from "./fields/thin-id-token.js";
import { tosUri } from "./fields/tos-uri.js";
import { wildcardRedirect } from "./fields/wildcard-redirect.js";
import { checkOidc, hasTile } from "./rules.js";

export default defineKind({
  id: "oidc",
  place: 1,
  signOnMode: "OPENID_CONNECT",
  term: "OIDC - OpenID Connect",
  description: "the app is a relying party: it redirects to the IdP and gets a code for tokens",
  fits: [
    {
      nature: "server",
      why: "the usual choice for a new app: every web framework has a library for it",
      values: { applicationType: "web" },
    },
    { nature: "browser", why: "the code with PKCE, and no secret", values: { applicationType: "browser" } },
    {
      nature: "device",
      why: "the code with PKCE, through the system's browser",
      values: { applicationType: "native" },
    },
  ],
  aliases: [
    { word: "openid" },
    { word: "web", values: { applicationType: "web" } },
    { word: "spa", values: { applicationType: "browser" } },
    { word: "browser", values: { applicationType: "browser" } },
    { word: "native", values: { applicationType: "native" } },
  ],
  fields: [
    label,
    applicationType,
    redirectUris,
    wildcardRedirect,
    postLogoutRedirectUris,
    initiateLoginUri,
    loginFlow,
    loginScopes,
    jwks,
    authMethod,
    pkce,
    grantTypes,
    implicit,
    refreshTokenRotation,
    refreshTokenLeeway,
    groupsClaim,
    thinIdToken,
    scopes,
    dpop,
    ...usernameFields,
    consent,
    tosUri,
    policyUri,
    clientUri,
    logoUri,
    frontchannelLogoutUri,
    frontchannelLogoutSession,
    issuerMode,
    autoKeyRotation,
    networkZones,
    subjectType,
    sectorIdentifierUri,
    requestObjectAlg,
    idTokenEncryptionAlg,
    cibaDeliveryMode,
    cibaRequestAlg,
    cibaAuthenticator,
    emailCallbackUri,
    profile,
    visible,
    ...generalFields,
  ],
  matches: (document) => !isApiService({ document }),
  definitionName: "oidc_client",
  signsAssertions: false,
  otherSide: "app",

  newDocument: newOidcDocument,

  settle(document, values) {
    setVisible(document, hasTile(values) && values.visible !== false);
  },

  check(values, given = values) {
    checkOidc(values, given);
  },

  keepsSecret: (document) => provesBySecret(atPath(document, authMethod.path)),

  otherSideNeeds: [
    { label: "Issuer", env: "OIDC_ISSUER", of: ({ org }) => org.origin },
    { label: "Discovery", of: ({ org }) => `${org.origin}${wellKnown.configuration}` },
    // An app uses one of them; the org's own is what the variable carries.
    {
      label: "Custom issuer",
      of: ({ org }) => authorizationServersOf(org).flatMap(({ type, issuer }) => (type === "CUSTOM" ? [issuer] : [])),
    },
    { label: "Client ID", env: "OIDC_CLIENT_ID", of: ({ app }) => app.id },
    {
      label: "Client secret",
      env: "OIDC_CLIENT_SECRET",
      secret: true,
      appliesTo: ({ document }) => provesBySecret(atPath(document, authMethod.path)),
      of: ({ clientSecret }) => clientSecret,
    },
    {
      label: "Redirect URI",
      env: "OIDC_REDIRECT_URI",
      of: ({ app }) => atPath(app.document, redirectUris.path) as string[],
    },
  ],

  signOn({ app, org }) {
    const server = orgAuthorizationServer(org);
    return {
      metadataUrl: server.issuer + wellKnown.configuration,
      embedUrl: canHaveTile(app.document) ? tileAddress(org, app) : null,
      issuer: server.issuer,
      issuers: authorizationServersOf(org).map(({ id, issuer, audience }) => ({
        id,
        issuer,
        audience,
        metadataUrl: issuer + wellKnown.configuration,
      })),
      signOnUrl: org.origin + server.path + endpoints.authorize,
      logoutUrl: org.origin + server.path + endpoints.logout,
      certificates: [],
    };
  },
});
