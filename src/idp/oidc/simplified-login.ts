/**
 * The simplified login flow of the platform: the tile posts an ID token to the app, which never asked for one, so there
 * is neither state nor nonce in it. It goes to the initiate login URI, else to the first sign-in redirect URI.
 */
import { createPrivateKey } from "node:crypto";
import { randomToken } from "../../crypto/ids.js";
import { orgAuthorizationServer } from "../../directory/authorization-servers.js";
import { appUserTarget } from "../../directory/events.js";
import { userInfoClaims } from "../../protocols/oidc/claims.js";
import { lifetimes } from "../../protocols/oidc/supported.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { ensureSigningKeys } from "../keys/signing-keys.js";
import { recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import type { Allowed } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import { referrerPolicyOf, sendAnswerForm } from "./authorization-answer.js";
import type { OidcClient } from "./client.js";
import { groupsClaimFor } from "./groups-claim.js";

export async function postIdToken(
  exchange: Exchange,
  client: OidcClient,
  { app, user, assignment }: Allowed,
  { session }: SignedIn,
): Promise<void> {
  const { idp, nonce, res } = exchange;
  const scopes = [...new Set(["openid", ...client.idpInitiatedScopes])];
  const groups = await groupsClaimFor(idp, app, user.id, scopes);
  const mayHave = client.grantTypes.includes("implicit") && client.responseTypes.includes("id_token");
  const refused = mayHave
    ? "refused" in groups && groups.refused.description
    : "The client may not have an ID token without a code: the grant implicit, with its box id_token, is missing.";
  const event = {
    actor: user,
    run: session.run,
    session: session.uid,
    clientId: app.id,
    debugData: { signOnMode: "OpenID Connect", initiationType: "IDP_INITIATED" },
  };
  if (refused || "refused" in groups) {
    const reason = mayHave ? "access_denied" : "unauthorized_client";
    await recordEvents(exchange, [{ ...event, type: "app.oauth2.signon", targets: [app], result: "FAILURE", reason }]);
    const page = { title: "400 Bad Request", text: refused || reason, code: reason };
    return sendPage(exchange, 400, errorPage({ nonce, org: idp.org.name }, page));
  }

  const { issuer } = orgAuthorizationServer(idp.org);
  const { idToken: key } = await ensureSigningKeys(idp.store, idp.org, idp.clock());
  const { SignJWT } = await import("jose"); // heavy: loaded by the first click
  const now = Math.floor(idp.clock().getTime() / 1000);
  const token = await new SignJWT({
    ...userInfoClaims(user, new Set(scopes)),
    ...groups.claims,
    ver: 1,
    iss: issuer,
    aud: app.id,
    iat: now,
    exp: now + lifetimes.idToken,
    jti: `ID.${randomToken()}`,
    amr: session.amr,
    idp: idp.org.id,
    auth_time: Math.floor(session.authTime.getTime() / 1000),
  })
    .setProtectedHeader({ kid: key.kid, alg: "RS256" })
    .sign(createPrivateKey(key.privateKeyPem));

  await recordEvents(exchange, [
    { ...event, type: "app.oauth2.signon", targets: [app] },
    { ...event, type: "app.oauth2.authorize.implicit.id_token", targets: [app] },
    { ...event, type: "user.authentication.sso", targets: [app, appUserTarget(user, assignment), user] },
  ]);
  res.setHeader("Referrer-Policy", referrerPolicyOf({ responseMode: "form_post" }));
  const action = client.initiateLoginUri ?? client.redirectUris[0] ?? "";
  sendAnswerForm(exchange, action, new URLSearchParams({ id_token: token }));
}
