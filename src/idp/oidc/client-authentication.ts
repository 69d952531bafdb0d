/**
 * Which client is calling? The same rules at token, introspect and revoke, with the platform's words.
 * basic and post are taken for each other, as the platform does; a public client has no secret to send.
 *
 * @see rfc6749 §2.3.1
 */
import { equalSecrets } from "../../crypto/hash.js";
import type { Idp } from "../idp.js";
import { clientById, clientSecrets, type OidcClient } from "./client.js";
import { type OAuthError, oauthError } from "./oauth-error.js";

export interface ClientCredentials {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/**
 * @returns the client, or the refusal; `tried` is then the client that the caller said to be, for the log
 */
export async function authenticateClient(
  idp: Idp,
  { authorization, form }: ClientCredentials,
): Promise<{ client: OidcClient } | { refused: OAuthError; tried: string | undefined; hasSecretFault: boolean }> {
  const refuse = (refused: OAuthError, tried?: string, hasSecretFault = false) => ({ refused, tried, hasSecretFault });

  const kinds = [authorization !== undefined, form.has("client_secret"), form.has("client_assertion")];
  if (kinds.filter(Boolean).length > 1) return refuse(multipleCredentials, form.get("client_id") ?? undefined);
  if (form.has("client_assertion") || form.has("client_assertion_type")) return refuse(assertionUnsupported);

  const basic = authorization === undefined ? undefined : readBasic(authorization);
  if (authorization !== undefined && !basic) return refuse(noCredentials);

  const id = basic?.id ?? form.get("client_id") ?? undefined;
  if (!id) return refuse(noCredentials);
  const secret = basic?.secret ?? form.get("client_secret") ?? undefined;
  if (form.has("client_id") && form.get("client_id") !== id) return refuse(multipleCredentials, id);

  const client = await clientById(idp, id);
  if (!client) return refuse(unknownClient, id, true);

  if (client.authMethod === "none") {
    return secret ? refuse(clientAuthenticationFailed, id, true) : { client };
  }
  if (!secret) return refuse(clientAuthenticationFailed, id, true);

  let matches = false;
  for (const one of await clientSecrets(idp, client)) matches = equalSecrets(one, secret) || matches;
  return matches ? { client } : refuse(wrongSecret, id, true);
}

/** The platform's words. */
const noCredentials = oauthError(401, "invalid_client", "No client credentials found.");
const unknownClient = oauthError(401, "invalid_client", "Invalid value for 'client_id' parameter.");
const wrongSecret = oauthError(
  401,
  "invalid_client",
  "The client secret supplied for a confidential client is invalid.",
);
const clientAuthenticationFailed = oauthError(
  401,
  "invalid_client",
  "Client authentication failed. Either the client or the client credentials are invalid.",
);
const multipleCredentials = oauthError(
  400,
  "invalid_request",
  "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, " +
    "credentials in the post body, or a client_assertion in the post body.",
);
const assertionUnsupported = oauthError(400, "invalid_request", "The client_assertion_type is invalid.");

/** Both parts are form-encoded before base64, so that a colon in a secret survives. */
function readBasic(authorization: string): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (!encoded) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 1) return undefined;
  try {
    const [id, secret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) =>
      decodeURIComponent(part.replaceAll("+", "%20")),
    );
    return id && secret ? { id, secret } : undefined;
  } catch {
    return undefined; // a % that encodes nothing
  }
}
