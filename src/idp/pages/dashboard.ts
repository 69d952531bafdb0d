/** The End-User Dashboard: a tile for each app that the person may open from here. */
import { commandLine } from "./command.js";
import { type Html, html } from "./html.js";
import { layout } from "./layout.js";

export interface DashboardPage {
  readonly name: string;
  readonly login: string;
  /** `note`: the admin's, for people; `otherCredentials`: where the person types another name or password for the app. */
  readonly tiles: readonly { label: string; href: string; note?: string; otherCredentials?: string }[];
}

export function dashboardPage(about: { nonce: string; org: string }, page: DashboardPage): Html {
  return layout(
    { ...about, title: "My Apps" },
    html`<h1>My Apps</h1>
<p>Signed in as ${page.name} <small>${page.login}</small> · <a href="/login/signout">Sign out</a></p>
${
  page.tiles.length > 0
    ? html`<ul class="plain">
${page.tiles.map(
  (
    tile,
  ) => html`<li><a class="tile" href="${tile.href}">${tile.label}</a>${tile.note && html` <small>${tile.note}</small>`}${
    tile.otherCredentials && html`<small><a href="${tile.otherCredentials}">Change the stored password</a></small>`
  }</li>
`,
)}</ul>`
    : html`<p class="quiet">There are no apps to open from here.</p>
<h2>For the admin</h2>
<p>A tile appears for an active app that is assigned to the person and visible to users. An OIDC app also needs an
initiate-login URI, since a sign-in that the app did not begin has no state and no nonce of the app.</p>
<pre><code>appint assign &lt;app&gt; ${commandLine("--user", page.login)}</code></pre>`
}`,
  );
}
