/**
 * OpenID Connect: a web app on a server, authorization code, with any of the org's authorization servers.
 * Messages: protocols/oidc. Endpoints: idp/oidc. Not here: single-page and native apps.
 */
import { authorizationServersOf, orgAuthorizationServer } from "../../directory/authorization-servers.js";
import { endpoints, wellKnown } from "../../protocols/oidc/endpoints.js";
import { atPath } from "../field.js";
import { defineKind } from "../kind.js";
import { label } from "../shared/label.js";
import { usernameFields } from "../shared/usernames.js";
import { setVisible, visible } from "../shared/visible.js";
import { tileAddress } from "../tile-address.js";
import { newOidcDocument } from "./document.js";
import { authMethod } from "./fields/auth-method.js";
import { grantTypes } from "./fields/grant-types.js";
import { groupsClaim } from "./fields/groups-claim.js";
import { initiateLoginUri } from "./fields/initiate-login-uri.js";
import { pkce } from "./fields/pkce.js";
import { postLogoutRedirectUris } from "./fields/post-logout-redirect-uris.js";
import { redirectUris } from "./fields/redirect-uris.js";
import { thinIdToken } from "./fields/thin-id-token.js";
import { publicClientWithoutPkce, visibleWithoutTile } from "./problems.js";

export default defineKind({
  id: "oidc",
  place: 1,
  signOnMode: "OPENID_CONNECT",
  term: "OIDC - OpenID Connect",
  description: "the app is a relying party: it redirects to the IdP and gets a code for tokens",
  fits: [{ nature: "server", why: "the usual choice for a new app: every web framework has a library for it" }],
  aliases: [{ word: "openid" }, { word: "web" }],
  fields: [
    label,
    redirectUris,
    postLogoutRedirectUris,
    initiateLoginUri,
    authMethod,
    pkce,
    grantTypes,
    groupsClaim,
    thinIdToken,
    ...usernameFields,
    visible,
  ],
  definitionName: "oidc_client",
  signsAssertions: false,
  otherSide: "app",

  newDocument: newOidcDocument,

  settle(document, values) {
    const client = document.settings.oauthClient as Record<string, unknown>;
    const hasTile = values.initiateLoginUri !== undefined;
    client.idp_initiated_login = { mode: hasTile ? "SPEC" : "DISABLED", default_scope: [] };
    setVisible(document, hasTile && values.visible !== false);
  },

  check(values, given = values) {
    if (given.visible === true && values.initiateLoginUri === undefined) throw visibleWithoutTile();
    if (values.authMethod === "none" && values.pkce === false) throw publicClientWithoutPkce();
  },

  keepsSecret: (document) => atPath(document, authMethod.path) !== "none",

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
      appliesTo: ({ document }) => atPath(document, authMethod.path) !== "none",
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
      embedUrl: atPath(app.document, initiateLoginUri.path) ? tileAddress(org, app) : null,
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
