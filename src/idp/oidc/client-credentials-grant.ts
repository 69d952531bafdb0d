/**
 * What an app may ask for in its own name. The org's own server gives scopes of the platform's API, to apps that they
 * were granted to and that sign with a key of their own; a custom server gives scopes of its own. Scopes of OpenID are
 * about a person, and there is none.
 *
 * @see rfc6749 §4.4.2
 */
import type { AuthorizationServer } from "../../directory/authorization-servers.js";
import { isManagementScope } from "../../protocols/oidc/supported.js";
import type { OidcClient } from "./client.js";
import { type OAuthError, oauthError } from "./oauth-error.js";

/** @returns the first rule that the request breaks, in the platform's words */
export function judgeClientCredentials(
  server: AuthorizationServer,
  client: OidcClient,
  scopes: readonly string[],
): OAuthError | undefined {
  if (server.type === "ORG" && client.authMethod !== "private_key_jwt") {
    return oauthError(
      401,
      "invalid_client",
      "Client Credentials requests to the Org Authorization Server must use the private_key_jwt " +
        "token_endpoint_auth_method.",
    );
  }
  if (scopes.length === 0) return oauthError(400, "invalid_scope", "No scopes were requested.");
  const granted = grantedAt(server, client);
  if (scopes.every((scope) => granted.includes(scope))) return undefined;
  return oauthError(
    400,
    "invalid_scope",
    "One or more scopes are not configured for the authorization server resource.",
  );
}

/** The scopes that the app was granted and this server gives. */
export const grantedAt = ({ type }: AuthorizationServer, { grantedScopes }: OidcClient): string[] =>
  grantedScopes.filter((scope) => isManagementScope(scope) === (type === "ORG"));
