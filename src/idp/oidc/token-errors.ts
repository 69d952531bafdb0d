/**
 * The engine's refusals at the token endpoint in the platform's words. What the engine says in `error_detail` is for
 * the log and for diagnosis; the app reads what the platform would have written.
 */
import type { EngineFailure } from "./engine-request.js";
import { type OAuthError, oauthError } from "./oauth-error.js";

/** @param status the engine's */
export function tokenErrorOf(
  failure: EngineFailure,
  { status, grantType, reference }: { status: number; grantType: unknown; reference: string | undefined },
): OAuthError {
  const detail = failure.error_detail ?? "";
  if (failure.error === "invalid_grant") {
    const text = words.find(([pattern]) => pattern.test(detail))?.[1];
    return oauthError(400, "invalid_grant", text ?? (grantType === "refresh_token" ? badRefreshToken : badCode));
  }
  // A body longer than any that the engine reads: what it holds is no code and no token of ours.
  if (failure.error === "invalid_request" && /request body/.test(failure.error_description ?? "")) {
    return oauthError(400, "invalid_grant", grantType === "refresh_token" ? badRefreshToken : badCode);
  }
  if (failure.error === "invalid_request" && /code_verifier/.test(failure.error_description ?? "")) {
    return oauthError(400, "invalid_grant", "PKCE verification failed.");
  }
  if (failure.error === "use_dpop_nonce") {
    return oauthError(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.");
  }
  // The engine's message of a defect of ours tells the client nothing.
  if (status >= 500) return oauthError(500, "server_error", `${failedToAnswer} Reference: ${reference ?? "none"}`);
  return oauthError(status, failure.error ?? "invalid_request", failure.error_description ?? "");
}

const failedToAnswer = "The authorization server failed to answer this request.";

const words: readonly (readonly [RegExp, string])[] = [
  [
    /client mismatch/,
    "The grant was issued to another client. Ensure that the client_id matches the one used at the authorize request.",
  ],
  [/redirect_uri mismatch/, "The 'redirect_uri' does not match the redirection URI used in the authorization request."],
  [/code_verifier|code_challenge/, "PKCE verification failed."],
];

// Unknown, used, too old, its grant revoked, its user gone or no longer allowed: one answer for all of them.
const badCode = "The authorization code is invalid or has expired.";
const badRefreshToken = "The refresh token is invalid or expired.";
