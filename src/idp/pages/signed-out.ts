/** What a person sees after signing out where no app asked to have them back. */
import { type Html, html } from "./html.js";
import { layout } from "./layout.js";

export function signedOutPage(about: { nonce: string; org: string }): Html {
  return layout(
    { ...about, title: "Signed out" },
    html`<h1>You are signed out</h1>
<p><a href="/app/UserHome">Sign in again</a></p>`,
  );
}
