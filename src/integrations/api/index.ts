/**
 * API Services: a program that gets access tokens in its own name and signs nobody in. No tile, no redirect URI, nobody
 * to assign. Messages: protocols/oidc. Endpoints: idp/oidc.
 */
import { isApiService, SERVICE } from "../../directory/api-service.js";
import {
  type AuthorizationServer,
  authorizationServersOf,
  orgAuthorizationServer,
} from "../../directory/authorization-servers.js";
import { endpoints, wellKnown } from "../../protocols/oidc/endpoints.js";
import { isManagementScope } from "../../protocols/oidc/supported.js";
import type { App } from "../../store/apps.js";
import type { Org } from "../../store/orgs.js";
import { newDocument } from "../document.js";
import { atPath } from "../field.js";
import { dpop } from "../fields/dpop.js";
import { jwks } from "../fields/jwks.js";
import { label } from "../fields/label.js";
import { scopes } from "../fields/scopes.js";
import { defineKind, type SetupInput } from "../kind.js";
import { authMethod, provesBySecret } from "../oidc/fields/auth-method.js";
import { keysMissing } from "../problems.js";
import { serviceWithoutCredentials } from "./problems.js";

const methodOf = ({ document }: Pick<App, "document">) => atPath(document, authMethod.path);
const signsWithKey = (app: Pick<App, "document">): boolean => !provesBySecret(methodOf(app));
const scopesOf = ({ document }: Pick<App, "document">) => (atPath(document, scopes.path) ?? []) as string[];

/** The server that gives what the app was granted: the org's own for the platform's API, else `default`. */
function serverOf(app: Pick<App, "document">, org: Pick<Org, "origin">): AuthorizationServer {
  const custom = authorizationServersOf(org).find(({ type }) => type === "CUSTOM");
  const isOfApi = scopesOf(app).some(isManagementScope);
  return isOfApi || !custom ? orgAuthorizationServer(org) : custom;
}

/** What is asked for together: a server gives scopes of its own alone. */
const scopeOf = (app: Pick<App, "document">, org: Pick<Org, "origin">): string | undefined =>
  scopesOf(app)
    .filter((scope) => isManagementScope(scope) === (serverOf(app, org).type === "ORG"))
    .join(" ") || undefined;

const tokenEndpoint = ({ app, org }: SetupInput): string => org.origin + serverOf(app, org).path + endpoints.token;

/** What can be typed as it stands, where a secret alone is enough; the variables are those of `--env`. */
function tokenCommand(input: SetupInput): string | undefined {
  const { app, org } = input;
  const scope = scopeOf(app, org);
  const isPlain = methodOf(app) === "client_secret_basic" || methodOf(app) === "client_secret_post";
  if (!isPlain || atPath(app.document, dpop.path) || scope === undefined) return undefined;
  return (
    `curl -u "${app.id}:$OAUTH_CLIENT_SECRET" -d grant_type=client_credentials ` +
    `--data-urlencode 'scope=${scope.replaceAll("'", "'\\''")}' ${tokenEndpoint(input)}`
  );
}

export default defineKind({
  id: "api",
  aliases: [{ word: "service" }, { word: "api-service" }],
  place: 4,
  signOnMode: "OPENID_CONNECT",
  term: "API Services",
  description: "a program that gets access tokens in its own name; nobody signs in",
  fits: [{ nature: "service", why: "it gets tokens in its own name; nobody is assigned to it" }],
  fields: [label, scopes, jwks, authMethod, dpop],
  definitionName: "oidc_client",
  signsAssertions: false,
  assignable: false,
  otherSide: "service",
  withoutSso: {
    why: "an API service signs nobody in: it gets tokens in its own name (client_credentials)",
    instead: ({ slug }) => `appint serve, and ask for a token as appint apps show ${slug} tells`,
    command: "appint serve",
  },

  matches: (document) => isApiService({ document }),

  newDocument: () =>
    newDocument({
      hidden: true,
      oauthClient: { autoKeyRotation: true, token_endpoint_auth_method: "client_secret_basic", pkce_required: false },
      settings: {
        app: {},
        oauthClient: {
          application_type: SERVICE,
          grant_types: ["client_credentials"],
          response_types: ["token"],
          redirect_uris: [],
          issuer_mode: "ORG_URL",
          dpop_bound_access_tokens: false,
          granted_scopes: [],
          jwks_uri: null,
          jwks: { keys: [] },
        },
      },
    }),

  check(values) {
    if (values.authMethod === "none") throw serviceWithoutCredentials();
    if (values.authMethod === "private_key_jwt" && values.jwks === undefined) throw keysMissing();
  },

  keepsSecret: (document) => !signsWithKey({ document }),

  otherSideNeeds: [
    { label: "Issuer", env: "OAUTH_ISSUER", of: ({ app, org }) => serverOf(app, org).issuer },
    { label: "Token endpoint", env: "OAUTH_TOKEN_URL", of: tokenEndpoint },
    { label: "Client ID", env: "OAUTH_CLIENT_ID", of: ({ app }) => app.id },
    {
      label: "Client secret",
      env: "OAUTH_CLIENT_SECRET",
      secret: true,
      appliesTo: (app) => !signsWithKey(app),
      of: ({ clientSecret }) => clientSecret,
    },
    {
      label: "Private key (JWK)",
      env: "OAUTH_PRIVATE_KEY",
      secret: true,
      appliesTo: signsWithKey,
      of: ({ privateKey }) => privateKey,
    },
    { label: "Scopes", env: "OAUTH_SCOPE", of: ({ app, org }) => scopeOf(app, org) },
    { label: "Audience of its tokens", env: "OAUTH_AUDIENCE", of: ({ app, org }) => serverOf(app, org).audience },
    {
      label: "Keys of its tokens",
      // Tokens for the platform's own API are nobody else's to verify.
      of: ({ app, org }) => {
        const { type, path } = serverOf(app, org);
        return type === "CUSTOM" ? org.origin + path + endpoints.keys : undefined;
      },
    },
    { label: "Get a token", of: tokenCommand },
  ],

  signOn(input) {
    const { issuer } = serverOf(input.app, input.org);
    return {
      metadataUrl: issuer + wellKnown.authorizationServer,
      embedUrl: null,
      issuer,
      signOnUrl: null,
      tokenUrl: tokenEndpoint(input),
      logoutUrl: null,
      certificates: [],
    };
  },
});
