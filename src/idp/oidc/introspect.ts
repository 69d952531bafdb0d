/**
 * POST /oauth2/v1/introspect: is this token of ours alive? A client learns about its own tokens alone.
 *
 * @see rfc7662 §2
 */

import { sendJson } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { accessTo } from "../sessions/access.js";
import { liveAccessToken } from "./access-token.js";
import { callingClient } from "./calling-client.js";
import { allowAppOrigin } from "./cors.js";
import { liveRefreshToken } from "./refresh-token.js";

export async function introspect(exchange: Exchange): Promise<void> {
  await allowAppOrigin(exchange);
  const called = await callingClient(exchange);
  if (!called) return;
  const token = called.form.get("token") ?? "";
  sendJson(exchange.res, 200, (await describe(exchange, called.client.id, token)) ?? { active: false });
}

async function describe({ idp }: Exchange, clientId: string, token: string): Promise<object | undefined> {
  const access = await liveAccessToken(idp, token);
  if (access) {
    const { claims, run } = access;
    if (claims.cid !== clientId || !(await isAllowed(claims.uid, run))) return undefined;
    const { exp, iat, sub, aud, iss, jti, uid, scp } = claims;
    const token_type = "Bearer";
    return {
      active: true,
      scope: scp.join(" "),
      username: sub,
      exp,
      iat,
      sub,
      aud,
      iss,
      jti,
      token_type,
      client_id: clientId,
      uid,
    };
  }

  const refresh = await liveRefreshToken(idp, token);
  if (refresh?.clientId !== clientId) return undefined;
  const user = await isAllowed(refresh.user, refresh.run);
  if (!user) return undefined;
  const { scope, exp } = refresh;
  return {
    active: true,
    token_type: "refresh_token",
    scope,
    client_id: clientId,
    username: user.login,
    exp,
    sub: user.login,
  };

  async function isAllowed(user: string, run: string | null) {
    const gate = await accessTo(idp.store, { app: clientId, user, run, now: idp.clock() });
    return "allowed" in gate ? gate.allowed.user : undefined;
  }
}
