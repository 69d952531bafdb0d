/** An OAuth error as the client sees it, and its answer as JSON. */
import { sendJson } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";

export interface OAuthError {
  readonly status: number;
  readonly error: string;
  /** What the client may read; what only the log may read is kept apart from it. */
  readonly description: string;
}

export function oauthError(status: number, error: string, description: string): OAuthError {
  return { status, error, description };
}

/** @see rfc6749 §5.2 */
export function sendOAuthError({ req, res, idp }: Exchange, { status, error, description }: OAuthError): void {
  const challenge =
    status === 401 && req.headers.authorization !== undefined
      ? { "WWW-Authenticate": `Basic realm="${idp.origin}", error="${error}"` }
      : undefined;
  sendJson(res, status, { error, error_description: description }, challenge);
}
