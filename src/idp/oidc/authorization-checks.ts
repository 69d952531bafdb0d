/**
 * What an authorize request must be, one row a rule, in the order in which the platform judges. The first that fails
 * is answered at the redirect URI; client and redirect URI themselves are judged before, since without them there is
 * nowhere to answer (authorize.ts).
 *
 * @see openid-connect-core-1_0 §3.1.2.1, rfc7636 §4.4.1
 */
import { responseTypes } from "../../protocols/oidc/supported.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import { type OAuthError, oauthError } from "./oauth-error.js";
import { scopesOf } from "./server.js";

type Check = (request: AuthorizationRequest) => OAuthError | undefined;

/** @returns the first rule that the request breaks */
export function judgeAuthorizationRequest(request: AuthorizationRequest): OAuthError | undefined {
  for (const check of checks) {
    const error = check(request);
    if (error) return error;
  }
  return undefined;
}

const stateGiven: Check = ({ state }) => (state ? undefined : invalidParameter("state"));

const noRequestObject: Check = ({ sent }) => {
  if (sent.has("request")) return oauthError(400, "request_not_supported", "The 'request' parameter is not supported.");
  if (sent.has("request_uri")) {
    return oauthError(400, "request_uri_not_supported", "The 'request_uri' parameter is not supported.");
  }
  return undefined;
};

const responseTypeEnabled: Check = ({ responseType, client }) => {
  if (responseType.size === 0) return invalidParameter("response_type");
  const isSupported = responseTypes.some((type) => isSame(new Set(type.split(" ")), responseType));
  if (isSupported && [...responseType].every((word) => client.responseTypes.includes(word))) return undefined;
  return oauthError(
    400,
    "unsupported_response_type",
    "The response type is not supported by the authorization server. " +
      `Configured response types: [${client.responseTypes.join(", ")}].`,
  );
};

const responseModeKnown: Check = ({ sent, responseMode }) => {
  const wanted = sent.get("response_mode");
  if (!wanted || wanted === responseMode) return undefined; // another one was read where it is unknown or unsafe
  return oauthError(400, "unsupported_response_mode", `The response mode '${wanted}' is not supported.`);
};

/** A code needs one grant, what comes without one another; a hybrid request both. */
const grantEnabled: Check = ({ client: { grantTypes }, responseType }) => {
  const needed = [...responseType].map((word) => (word === "code" ? "authorization_code" : "implicit"));
  return needed.every((grant) => grantTypes.includes(grant)) ? undefined : grantNotEnabled(grantTypes);
};

/** @see openid-connect-core-1_0 §3.2.2.1, §3.3.2.11 */
const nonceGiven: Check = ({ responseType, sent }) =>
  responseType.has("id_token") && !sent.get("nonce") ? invalidParameter("nonce") : undefined;

const scopesKnown: Check = ({ scopes, server }) => {
  if (scopes.length === 0) return invalidParameter("scope");
  const isOrg = server.type === "ORG";
  const known = scopesOf(server);
  if (!scopes.every((scope) => known.includes(scope))) {
    return oauthError(
      400,
      "invalid_scope",
      isOrg
        ? "Custom scopes are not allowed for this request."
        : "One or more scopes are not configured for the authorization server resource.",
    );
  }
  if (scopes.includes("openid")) return undefined;
  return oauthError(
    400,
    "access_denied",
    "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
  );
};

const challengeGood: Check = ({ sent, client, responseType }) => {
  const [challenge, method] = [sent.get("code_challenge"), sent.get("code_challenge_method")];
  if (!challenge && !method) {
    if (!responseType.has("code")) return undefined; // there is no code to prove
    if (client.authMethod === "none") {
      return invalid("PKCE code challenge is required when the token endpoint authentication method is 'NONE'.");
    }
    return client.pkceRequired ? invalid("PKCE code challenge is required by the application.") : undefined;
  }
  // Without a method it would be "plain" (rfc7636 §4.3), which is refused as well.
  if (method !== "S256") return invalidParameter("code_challenge_method");
  return /^[A-Za-z0-9_-]{43}$/.test(challenge ?? "") ? undefined : invalidParameter("code_challenge");
};

const promptKnown: Check = ({ prompts }) => {
  const known = new Set(["none", "login", "consent"]);
  const good = [...prompts].every((prompt) => known.has(prompt)) && !(prompts.has("none") && prompts.size > 1);
  return good ? undefined : invalidParameter("prompt");
};

const maxAgeGood: Check = ({ sent }) =>
  /^\d{1,10}$/.test(sent.get("max_age") ?? "0") ? undefined : invalidParameter("max_age");

const checks: readonly Check[] = [
  stateGiven,
  noRequestObject,
  responseTypeEnabled,
  responseModeKnown,
  grantEnabled,
  scopesKnown,
  nonceGiven,
  challengeGood,
  promptKnown,
  maxAgeGood,
];

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((word) => other.has(word));

/** Also said by the token endpoint. */
export function grantNotEnabled(grantTypes: readonly string[]): OAuthError {
  return oauthError(
    400,
    "unauthorized_client",
    "The client is not authorized to use the provided grant type. " +
      `Configured grant types: [${grantTypes.join(", ")}].`,
  );
}

function invalidParameter(name: string): OAuthError {
  return invalid(`The authentication request has an invalid '${name}' parameter.`);
}

function invalid(description: string): OAuthError {
  return oauthError(400, "invalid_request", description);
}
