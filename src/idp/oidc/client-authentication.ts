/**
 * Which client is calling? The same rules at token, introspect and revoke, with the platform's words.
 *
 * A secret in the header and one in the form are taken for each other: the platform's own app wizard knows "client
 * secret" alone, and libraries that only post it work with an app as the wizard makes it. More than one credential at
 * a time is refused, a `client_id` beside the header included; so is a secret of a public client, and its absence
 * where there is one. Who is registered to sign (client_secret_jwt, private_key_jwt) proves itself in no other way.
 *
 * @see rfc6749 §2.3, §2.3.1
 */
import { equalSecrets } from "../../crypto/hash.js";
import type { Idp } from "../idp.js";
import { clientById, clientSecrets, type OidcClient } from "./client.js";
import { type AssertedTo, judgeAssertion } from "./client-assertion.js";
import { type CredentialPlace, readCredentials, type SentCredentials } from "./client-credentials.js";
import { type OAuthError, oauthError } from "./oauth-error.js";

/** What is wrong with a client's credentials; diagnosis and the log tell them apart, the client sees the platform's words. */
export type ClientFault =
  | "no-credentials"
  | "several-credentials"
  | "unknown-client"
  | "wrong-secret"
  | "secret-missing"
  | "secret-of-public-client"
  | "assertion-not-registered"
  | "assertion-missing"
  | "wrong-assertion";

export interface RefusedClient {
  readonly refused: OAuthError;
  readonly fault: ClientFault;
  /** The client that the caller said to be. */
  readonly tried: string | undefined;
  /** Where in the request credentials were found. */
  readonly sent: readonly CredentialPlace[];
  /** What exactly was seen, for the log. */
  readonly detail?: string;
}

/** @returns the client, or why it is none */
export async function authenticateClient(
  idp: Idp,
  request: { authorization: string | undefined; form: URLSearchParams; to: AssertedTo },
): Promise<{ client: OidcClient } | RefusedClient> {
  const credentials = readCredentials(request);
  const refuse = (fault: ClientFault, refused: OAuthError = refusals[fault], detail?: string): RefusedClient => ({
    refused,
    fault,
    tried: credentials.id,
    sent: credentials.places,
    ...(detail !== undefined && { detail }),
  });

  if (credentials.isAmbiguous) return refuse("several-credentials");
  if (request.form.has("client_assertion_type") && !isJwtBearer(request.form)) {
    return refuse("assertion-not-registered", unknownAssertionType);
  }
  if (credentials.id === undefined) return refuse("no-credentials");

  const client = await clientById(idp, credentials.id);
  if (!client) return refuse("unknown-client");
  const assertion = request.form.get("client_assertion");
  if (signs(client)) {
    if (!assertion) return refuse("assertion-missing");
    if (!isJwtBearer(request.form)) return refuse("assertion-not-registered", unknownAssertionType);
    const wrong = await judgeAssertion(idp, client, assertion, request.to);
    if (!wrong) return { client };
    return refuse("wrong-assertion", oauthError(401, "invalid_client", wrong.description), wrong.detail);
  }
  if (assertion) return refuse("assertion-not-registered");
  return judgeSecret(idp, client, credentials).then((fault) => (fault ? refuse(fault) : { client }));
}

async function judgeSecret(
  idp: Idp,
  client: OidcClient,
  { secret }: SentCredentials,
): Promise<ClientFault | undefined> {
  if (client.authMethod === "none") return secret === undefined ? undefined : "secret-of-public-client";
  if (secret === undefined) return "secret-missing";
  let matches = false;
  for (const one of await clientSecrets(idp, client)) matches = equalSecrets(one, secret) || matches;
  return matches ? undefined : "wrong-secret";
}

/** Whether the client signs who it is, instead of sending its secret. */
export const signs = ({ authMethod }: OidcClient): boolean =>
  authMethod === "client_secret_jwt" || authMethod === "private_key_jwt";

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const isJwtBearer = (form: URLSearchParams): boolean => form.get("client_assertion_type") === jwtBearer;

/** The platform's words. */
const authenticationFailed = oauthError(
  401,
  "invalid_client",
  "Client authentication failed. Either the client or the client credentials are invalid.",
);
const unknownAssertionType = oauthError(400, "invalid_request", "The client_assertion_type is invalid.");

const refusals: Record<ClientFault, OAuthError> = {
  "no-credentials": oauthError(401, "invalid_client", "No client credentials found."),
  "several-credentials": oauthError(
    400,
    "invalid_request",
    "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, " +
      "credentials in the post body, or a client_assertion in the post body.",
  ),
  "unknown-client": oauthError(401, "invalid_client", "Invalid value for 'client_id' parameter."),
  "wrong-secret": oauthError(401, "invalid_client", "The client secret supplied for a confidential client is invalid."),
  "secret-missing": authenticationFailed,
  "secret-of-public-client": authenticationFailed,
  "assertion-not-registered": authenticationFailed,
  "assertion-missing": authenticationFailed,
  "wrong-assertion": authenticationFailed,
};
