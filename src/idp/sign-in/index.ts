/**
 * Signing in and out at the IdP itself.
 *
 *   GET  /login/login.htm?fromURI=             the page; `login_hint` fills in the name
 *   POST /login/login.htm                      its form: handle and username + password, user, or sessionToken
 *   GET  /login/sessionCookieRedirect?token=   a session token becomes the session, then redirectUrl
 *   GET  /login/signout?fromURI=               ends the session of this browser
 *
 * Protocols send a browser here with `signInPath` (path.ts) and get it back at the address that they gave.
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
