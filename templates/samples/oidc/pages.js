// The pages of the app. Home is for everybody; reports and "me" are for whoever is signed in.
import { html, redirect, sendJson, sendPage } from "./web.js";

/**
 * @param title the app's name
 * @param userOf gives the signed-in user of a request, who has a `label` to be greeted with, or undefined
 */
export function pages({ title, baseUrl, userOf }) {
  return {
    "GET /": (request, response) => {
      const user = userOf(request);
      const signedIn = html`<p>Signed in as ${user?.label}</p>
<p><a href="/reports">Reports</a> · <a href="/logout">Sign out</a></p>`;
      const signedOut = html`<p>Signed out</p><p><a href="/login">Sign in</a></p>`;
      sendPage(response, 200, title, user ? signedIn : signedOut);
    },

    "GET /reports": (request, response) => {
      const user = userOf(request);
      // The whole path goes along, with its query, so that the visitor ends where they wanted to be.
      if (!user) return redirect(response, `${baseUrl}/login?${new URLSearchParams({ to: request.url })}`);
      const asked = new URL(request.url, baseUrl).searchParams.get("q") || "everything";
      sendPage(response, 200, "Reports", html`<p>Signed in as ${user.label}</p><p>Reports about ${asked}</p>`);
    },

    "GET /me": (request, response) => {
      const user = userOf(request);
      sendJson(response, user ? 200 : 401, user ?? { error: "not signed in" });
    },

    "GET /health": (_request, response) => sendJson(response, 200, { status: "up" }),
  };
}
