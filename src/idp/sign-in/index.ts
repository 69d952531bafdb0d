/**
 * Signing in and out at the IdP itself.
 *
 *   GET  /login/login.htm?fromURI=             the page; `login_hint` fills in the name
 *   POST /login/login.htm                      its form: handle and username + password, user, or sessionToken
 *   GET  /login/sessionCookieRedirect?token=   a session token becomes the session, then redirectUrl
 *   GET  /login/signout?fromURI=               ends the session of this browser
 *
 * Protocols send a browser here with `signInPath` and get it back at the address that they gave.
 */
import type { Route } from "../http/router.js";
import { sessionCookieRedirect } from "./session-cookie-redirect.js";
import { showSignIn } from "./show.js";
import { signOut } from "./sign-out.js";
import { submitSignIn } from "./submit.js";

export const signInRoutes: readonly Route[] = [
  { method: "GET", path: "/login/login.htm", handle: showSignIn },
  { method: "POST", path: "/login/login.htm", handle: submitSignIn },
  { method: "GET", path: "/login/sessionCookieRedirect", handle: sessionCookieRedirect },
  { method: "GET", path: "/login/signout", handle: signOut },
];

/**
 * Where to send a browser that must sign in first.
 *
 * @param returnTo path and query on the IdP where the request goes on; it must not ask for a fresh sign-in again
 * @param loginHint fills in the name
 */
export function signInPath(returnTo: string, loginHint?: string): string {
  const query = new URLSearchParams({ fromURI: returnTo });
  if (loginHint) query.set("login_hint", loginHint);
  return `/login/login.htm?${query}`;
}
