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

const responseTypeEnabled: Check = ({ sent, client }) => {
  const type = sent.get("response_type");
  if (!type) return invalidParameter("response_type");
  const supported: readonly string[] = responseTypes;
  if (client.responseTypes.includes(type) && supported.includes(type)) return undefined;
  return oauthError(
    400,
    "unsupported_response_type",
    "The response type is not supported by the authorization server. " +
      `Configured response types: [${client.responseTypes.filter((one) => supported.includes(one)).join(", ")}].`,
  );
};

const responseModeKnown: Check = ({ sent, responseMode }) => {
  const wanted = sent.get("response_mode");
  if (!wanted || wanted === responseMode) return undefined;
  return oauthError(400, "unsupported_response_mode", `The response mode '${wanted}' is not supported.`);
};

const grantEnabled: Check = ({ client }) =>
  client.grantTypes.includes("authorization_code") ? undefined : grantNotEnabled(client.grantTypes);

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

const challengeGood: Check = ({ sent, client }) => {
  const [challenge, method] = [sent.get("code_challenge"), sent.get("code_challenge_method")];
  if (!challenge && !method) {
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
  challengeGood,
  promptKnown,
  maxAgeGood,
];

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
