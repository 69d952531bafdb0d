/**
 * GET and POST …/v1/userinfo: what the scopes of an access token tell about its user, as of now. The gate is
 * asked again: a token of somebody who was unassigned since tells nothing.
 *
 * @see openid-connect-core-1_0 §5.3
 */
import { userInfoClaims } from "../../protocols/oidc/claims.js";
import { sendJson } from "../http/answers.js";
import { recordEvents } from "../log.js";
import { accessTo } from "../sessions/access.js";
import { liveAccessToken } from "./access-token.js";
import { allowAppOrigin } from "./cors.js";
import { provesKey } from "./dpop-proof.js";
import { groupsClaimFor } from "./groups-claim.js";
import { sendOAuthError } from "./oauth-error.js";
import type { OAuthExchange } from "./server.js";

export async function userinfo(exchange: OAuthExchange): Promise<void> {
  const { idp, req, res } = exchange;
  await allowAppOrigin(exchange);
  const [, scheme = "", token] = /^(Bearer|DPoP) +([\w.~+/=-]+)$/i.exec(req.headers.authorization ?? "") ?? [];
  if (!token) return challenge(exchange, "Bearer");

  const live = await liveAccessToken(exchange, token);
  if (!live) return challenge(exchange, invalidToken);

  const { claims, run } = live;
  const { uid, cnf } = claims;
  // A token that is bound to a key is worth nothing without the proof, and one that is not is no DPoP token.
  if ((scheme.toLowerCase() === "dpop") !== (cnf?.jkt !== undefined)) return challenge(exchange, invalidToken);
  if (cnf?.jkt && !(await provesKey(exchange, { token, jkt: cnf.jkt }))) return challenge(exchange, invalidProof);
  if (uid === undefined) return challenge(exchange, aboutNobody, 403);
  const access = await accessTo(idp.store, { app: claims.cid, user: uid, run, now: idp.clock() });
  if ("refused" in access) {
    await recordEvents(exchange, [
      {
        type: access.event.type,
        actor: claims.sub,
        result: "FAILURE",
        reason: access.event.reason,
        run,
        clientId: claims.cid,
      },
    ]);
    return challenge(exchange, invalidToken);
  }
  const { app, user } = access.allowed;
  const groups = await groupsClaimFor(idp, app, user.id, claims.scp);
  if ("refused" in groups) return sendOAuthError(exchange, groups.refused);
  sendJson(res, 200, { ...userInfoClaims(user, new Set(claims.scp)), ...groups.claims });
}

const invalidToken = 'Bearer error="invalid_token", error_description="The access token is invalid"';

const invalidProof = 'DPoP error="invalid_dpop_proof", error_description="The DPoP proof is missing or invalid"';
/** A token that an app got in its own name. */
const aboutNobody =
  'Bearer error="insufficient_scope", ' +
  'error_description="The access token must provide access to at least one of these scopes - profile, email, address or phone"';

/** @see rfc6750 §3, rfc9449 §7.1 */
function challenge({ res }: OAuthExchange, value: string, status = 401): void {
  res.setHeader("WWW-Authenticate", value);
  res.setHeader("Cache-Control", "no-cache, no-store");
  res.writeHead(status, { "Content-Length": 0 }).end();
}
