/**
 * POST …/v1/revoke: 200 and an empty body whatever the token was; a client revokes only its own.
 *
 * @see rfc7009 §2.2
 */
import { recordEvents } from "../log.js";
import { revokeAccessToken } from "./access-token.js";
import { callingClient } from "./calling-client.js";
import { allowAppOrigin } from "./cors.js";
import { oauthError, sendOAuthError } from "./oauth-error.js";
import { revokeRefreshToken } from "./refresh-token.js";
import { eventOf, type OAuthExchange } from "./server.js";

export async function revoke(exchange: OAuthExchange): Promise<void> {
  const { res } = exchange;
  await allowAppOrigin(exchange);
  const called = await callingClient(exchange);
  if (!called) return;

  const { client, form } = called;
  const token = form.get("token");
  if (!token) {
    return sendOAuthError(exchange, oauthError(400, "invalid_request", "The 'token' parameter is missing."));
  }
  const revoked =
    (await revokeAccessToken(exchange, token, client.id)) || (await revokeRefreshToken(exchange, token, client.id));
  if (revoked) {
    await recordEvents(exchange, [
      {
        type: eventOf(exchange.server, "token.revoke"),
        actor: client.app,
        targets: [client.app],
        run: null,
        clientId: client.id,
      },
    ]);
  }
  res.setHeader("Cache-Control", "no-cache, no-store");
  res.writeHead(200, { "Content-Length": 0 }).end();
}
