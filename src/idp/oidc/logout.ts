/**
 * GET and POST …/v1/logout: an app signs the person out of the IdP and has the browser back.
 *
 * @see openid-connect-rpinitiated-1_0 §2, §3
 */
import { readSignedClaims } from "../../protocols/oidc/jws.js";
import { redirect, sendPage } from "../http/answers.js";
import { registerUriCommand } from "../pages/command.js";
import { type ErrorPage, errorPage } from "../pages/error.js";
import { currentSession, endSession } from "../sessions/session.js";
import { signInPath } from "../sign-in/path.js";
import { publicKeys } from "./access-token.js";
import { clientById } from "./client.js";
import type { OAuthExchange } from "./server.js";

export async function logout(exchange: OAuthExchange): Promise<void> {
  const { idp, server, url } = exchange;
  const hint = url.searchParams.get("id_token_hint");
  // An expired hint is fine: it only says who and which app. It must be ours.
  const claims = hint ? await readSignedClaims(hint, await publicKeys(idp, server.keys.idToken)) : undefined;
  const client = claims?.iss === server.issuer ? await clientById(idp, String(claims.aud)) : undefined;
  if (!claims || !client) {
    return refuse(exchange, {
      title: "400 Bad Request",
      text: "The 'id_token_hint' parameter must be an ID token that this authorization server has issued to an active app.",
      code: "invalid_request",
      fix: { text: "The app sends the ID token of the sign-in along with the logout request." },
    });
  }

  const target = url.searchParams.get("post_logout_redirect_uri");
  if (target !== null && !client.postLogoutRedirectUris.includes(target)) {
    return refuse(exchange, {
      title: "400 Bad Request",
      text:
        "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings: " +
        `${idp.origin}/admin/app/oidc_client/instance/${client.id}#tab-general`,
      code: "invalid_request",
      facts: [
        ["post_logout_redirect_uri sent", target],
        ["Registered", client.postLogoutRedirectUris],
      ],
      fix: {
        text: "Register the URI, letter by letter:",
        command: registerUriCommand("--post-logout-redirect-uri", {
          slug: client.app.slug,
          registered: client.postLogoutRedirectUris,
          sent: target,
        }),
      },
    });
  }

  // A hint about somebody else ends nobody's session: it may have come from anywhere.
  const signedIn = await currentSession(exchange);
  if (signedIn?.user.id === claims.sub) await endSession(exchange);

  if (target === null) return redirect(exchange, signInPath("/app/UserHome"));
  const state = url.searchParams.get("state");
  const query = state === null ? "" : `${target.includes("?") ? "&" : "?"}${new URLSearchParams({ state })}`;
  redirect(exchange, target + query);
}

function refuse(exchange: OAuthExchange, page: ErrorPage): void {
  sendPage(exchange, 400, errorPage({ nonce: exchange.nonce, org: exchange.idp.org.name }, page));
}
