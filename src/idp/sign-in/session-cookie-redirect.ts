/**
 * GET /login/sessionCookieRedirect?token=&redirectUrl=: a session token becomes the session of this browser.
 * The browser goes on to the IdP itself or to a URL that an app has registered, never to one that only the link names.
 */
import { allAppsOfOrg } from "../every-app.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { errorPage } from "../pages/error.js";
import { ownPath } from "../sessions/return-to.js";
import { signInWithToken } from "../sessions/session-token.js";
import { signInPath } from "./path.js";

export async function sessionCookieRedirect(exchange: Exchange): Promise<void> {
  const { idp, url, nonce } = exchange;
  const wanted = url.searchParams.get("redirectUrl");
  const target = wanted === null ? "/app/UserHome" : (ownPath(wanted, idp.origin) ?? (await appUrl(exchange, wanted)));
  if (!target) {
    return sendPage(
      exchange,
      400,
      errorPage(
        { nonce, org: idp.org.name },
        {
          title: "400 Bad Request",
          text: "The 'redirectUrl' parameter is neither a page of this IdP nor a URL that an app has registered.",
          code: "invalid_request",
          facts: [["redirectUrl", wanted ?? ""]],
          fix: {
            text: "It must be one of the redirect URIs of an active app, letter by letter. See those of the app:",
            command: "appint apps show <app>",
          },
        },
      ),
    );
  }
  const signedIn = await signInWithToken(exchange, url.searchParams.get("token") ?? "");
  if (signedIn) return redirect(exchange, target);
  // As on the platform, a token that is no good leads to the page. The app's URL is not one to come back to.
  redirect(exchange, signInPath(target.startsWith("/") ? target : "/app/UserHome"));
}

async function appUrl({ idp }: Exchange, wanted: string): Promise<string | undefined> {
  for await (const app of allAppsOfOrg(idp)) {
    if (app.status !== "ACTIVE") continue;
    if (idp.protocols.some((protocol) => protocol.appUrls(app).includes(wanted))) return wanted;
  }
  return undefined;
}
