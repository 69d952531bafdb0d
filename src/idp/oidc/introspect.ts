/**
 * POST …/v1/introspect: is this token of ours alive? A client learns about its own tokens alone.
 *
 * @see rfc7662 §2
 */

import { sendJson } from "../http/answers.js";
import { accessTo } from "../sessions/access.js";
import { liveAccessToken } from "./access-token.js";
import { callingClient } from "./calling-client.js";
import { allowAppOrigin } from "./cors.js";
import { liveRefreshToken } from "./refresh-token.js";
import type { OAuthExchange } from "./server.js";

export async function introspect(exchange: OAuthExchange): Promise<void> {
  await allowAppOrigin(exchange);
  const called = await callingClient(exchange);
  if (!called) return;
  const token = called.form.get("token") ?? "";
  sendJson(exchange.res, 200, (await describe(exchange, called.client.id, token)) ?? { active: false });
}

async function describe(exchange: OAuthExchange, clientId: string, token: string): Promise<object | undefined> {
  const access = await liveAccessToken(exchange, token);
  if (access) {
    const { claims, run } = access;
    if (claims.cid !== clientId) return undefined;
    const { exp, iat, sub, aud, iss, jti, uid, scp, cnf } = claims;
    // Without a user it is the app's own, and the app has just proved that it is active.
    const allowed = uid === undefined ? undefined : await allowedNow(exchange, clientId, uid, run);
    if (uid !== undefined && !allowed) return undefined;
    return {
      active: true,
      scope: scp.join(" "),
      ...(allowed && { username: allowed.user.login }),
      exp,
      iat,
      sub,
      aud,
      iss,
      jti,
      token_type: cnf?.jkt ? "DPoP" : "Bearer",
      client_id: clientId,
      ...(uid !== undefined && { uid }),
      ...(cnf && { cnf }),
    };
  }

  const refresh = await liveRefreshToken(exchange, token);
  if (refresh?.clientId !== clientId) return undefined;
  const allowed = await allowedNow(exchange, clientId, refresh.user, refresh.run);
  if (!allowed) return undefined;
  return {
    active: true,
    token_type: "refresh_token",
    scope: refresh.scope,
    client_id: clientId,
    username: allowed.user.login,
    exp: refresh.exp,
    sub: exchange.server.type === "ORG" ? allowed.user.login : allowed.assignment.username,
  };
}

/** A token of somebody who may not use the app any more is as good as none. */
async function allowedNow({ idp }: OAuthExchange, app: string, user: string, run: string | null) {
  const gate = await accessTo(idp.store, { app, user, run, now: idp.clock() });
  return "allowed" in gate ? gate.allowed : undefined;
}
