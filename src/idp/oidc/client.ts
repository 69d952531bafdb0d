/** An OIDC app as its OAuth client: the settings that the protocol asks for, read from the app's document. */

import type { JsonWebKey } from "node:crypto";
import { CLIENT_SECRET } from "../../directory/app-secret.js";
import type { GroupsClaim } from "../../integrations/oidc/fields/groups-claim.js";
import { type App, appById } from "../../store/apps.js";
import { secretsOf } from "../../store/secrets.js";
import type { Idp } from "../idp.js";

export interface OidcClient {
  readonly app: App;
  /** The client id, which is the app's id. */
  readonly id: string;
  readonly authMethod: string;
  readonly pkceRequired: boolean;
  readonly redirectUris: readonly string[];
  /** Whether a `*` in a redirect URI stands for a label of the host. */
  readonly wildcardRedirect: boolean;
  readonly postLogoutRedirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  /** The words of response types that the app may ask for: `code`, `id_token`, `token`. */
  readonly responseTypes: readonly string[];
  readonly initiateLoginUri: string | undefined;
  readonly idpInitiatedMode: string;
  /** Of the ID token that the tile posts. */
  readonly idpInitiatedScopes: readonly string[];
  readonly rotatesRefreshTokens: boolean;
  /** How long a rotated refresh token is still taken, for a client whose answer was lost. */
  readonly leewaySeconds: number;
  readonly groupsClaim: GroupsClaim | undefined;
  /** Whether the groups claim is told at userinfo only. */
  readonly thinIdToken: boolean;
  /** What the app may ask for in its own name: scopes of the platform's API, and its own at a custom server. */
  readonly grantedScopes: readonly string[];
  /** Whether every access token is bound to a key of the app. */
  readonly dpopBound: boolean;
  /** The app's public keys: kept here, or where they are fetched. */
  readonly jwks: readonly ClientKey[];
  readonly jwksUri: string | undefined;
}

/** A public key of an app, as the platform keeps it. @see rfc7517 §4 */
export interface ClientKey extends JsonWebKey {
  kid?: string;
  use?: string;
  alg?: string;
  status?: "ACTIVE" | "INACTIVE";
}

export const openIdConnect = "OPENID_CONNECT";

/** The client of the org with this id, if it is an OIDC app that is active; read anew for every request. */
export async function clientById({ store, org }: Idp, id: string): Promise<OidcClient | undefined> {
  const app = await appById(store.read, id);
  if (app?.org !== org.id || app.signOnMode !== openIdConnect || app.status !== "ACTIVE") return undefined;
  return clientOf(app);
}

/** The protocol's view of an OIDC app, active or not. */
export function clientOf(app: App): OidcClient {
  const { credentials, settings } = app.document as Document;
  const { token_endpoint_auth_method: authMethod = "client_secret_basic", pkce_required: pkceRequired } =
    credentials?.oauthClient ?? {};
  const oauth = settings?.oauthClient ?? {};
  return {
    app,
    id: app.id,
    authMethod,
    pkceRequired: pkceRequired === true || authMethod === "none",
    redirectUris: oauth.redirect_uris ?? [],
    wildcardRedirect: oauth.wildcard_redirect === "SUBDOMAIN",
    postLogoutRedirectUris: oauth.post_logout_redirect_uris ?? [],
    grantTypes: oauth.grant_types ?? ["authorization_code"],
    responseTypes: oauth.response_types ?? ["code"],
    initiateLoginUri: oauth.initiate_login_uri || undefined,
    idpInitiatedMode: oauth.idp_initiated_login?.mode ?? "DISABLED",
    idpInitiatedScopes: oauth.idp_initiated_login?.default_scope ?? [],
    rotatesRefreshTokens: oauth.refresh_token?.rotation_type === "ROTATE",
    leewaySeconds: oauth.refresh_token?.leeway ?? 30,
    groupsClaim: oauth.groups_claim ?? undefined,
    thinIdToken: oauth.thin_id_token ?? false,
    grantedScopes: oauth.granted_scopes ?? [],
    dpopBound: oauth.dpop_bound_access_tokens ?? false,
    jwks: oauth.jwks?.keys ?? [],
    jwksUri: oauth.jwks_uri || undefined,
  };
}

/** A client is read anew for every request, so what is known of one is known for that request. */
const known = new WeakMap<OidcClient, Promise<string[]>>();

/** Every active secret of the client, newest first; none for a public client. Read once for each request. */
export async function clientSecrets({ store }: Idp, client: OidcClient): Promise<string[]> {
  if (client.authMethod === "none") return [];
  const read = async () => {
    const kept = await secretsOf(store.read, client.id, CLIENT_SECRET);
    return kept.filter(({ status }) => status === "ACTIVE").map(({ sealed }) => store.unseal(sealed));
  };
  const secrets = known.get(client) ?? read();
  known.set(client, secrets);
  return secrets;
}

/** The members of the platform's app object that are read here. */
interface Document {
  credentials?: { oauthClient?: { token_endpoint_auth_method?: string; pkce_required?: boolean } };
  settings?: {
    oauthClient?: {
      redirect_uris?: string[];
      wildcard_redirect?: string;
      post_logout_redirect_uris?: string[];
      grant_types?: string[];
      response_types?: string[];
      initiate_login_uri?: string | null;
      idp_initiated_login?: { mode?: string; default_scope?: string[] };
      refresh_token?: { rotation_type?: string; leeway?: number };
      groups_claim?: GroupsClaim | null;
      thin_id_token?: boolean | null;
      granted_scopes?: string[];
      dpop_bound_access_tokens?: boolean;
      jwks?: { keys?: ClientKey[] };
      jwks_uri?: string | null;
    };
  };
}
