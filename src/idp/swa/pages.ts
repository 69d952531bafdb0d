/** What a person sees between a click on an SWA app's tile and the app: nothing to do, something to type, or why not. */
import type { LoginForm, SwaSettings } from "../../integrations/swa/settings.js";
import type { App } from "../../store/apps.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { commandLine } from "../pages/command.js";
import { errorPage } from "../pages/error.js";
import { html } from "../pages/html.js";
import { layout } from "../pages/layout.js";

/** The app's login form, filled in, which posts itself; with a button where there is no script. */
export function sendLogin(
  exchange: Exchange,
  { label }: App,
  { url, usernameField, passwordField, others }: LoginForm,
  { username, password }: { username: string; password: string },
): void {
  const { idp, nonce, res } = exchange;
  // Apps look where a POST comes from: the IdP's origin; "same-origin" would say "null".
  res.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  const fields = [...others, { name: usernameField, value: username }, { name: passwordField, value: password }];
  // A control may be called "submit", and would then stand in the way of the form's own method.
  const page = layout(
    { nonce, org: idp.org.name, title: `Opening ${label}` },
    html`<h1>Opening ${label} …</h1>
<form id="appForm" method="post" action="${url}">
${fields.map(
  ({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">
`,
)}<noscript><button class="main" type="submit">Continue to ${label}</button></noscript>
</form>
<script nonce="${nonce}">HTMLFormElement.prototype.submit.call(document.getElementById("appForm"));</script>`,
  );
  sendPage(exchange, 200, page);
}

/** Asks for what the person has to say: name and password, or the password alone. */
export function sendQuestion(exchange: Exchange, { app, settings, handle, username, error }: Question): void {
  const { idp, nonce } = exchange;
  const { scheme } = settings;
  const isOwnSignIn = scheme.password === "sign-in";
  const page = layout(
    { nonce, org: idp.org.name, title: `Credentials for ${app.label}` },
    html`<h1>Sign in to ${app.label}</h1>
${error && html`<p class="bad" role="alert">${error}</p>`}
<p>${
      isOwnSignIn
        ? html`${app.label} takes the password that you sign in with here. It is not kept in a form that could be sent on, so it is asked for each time.`
        : html`Your ${scheme.username === "person" ? "username and password" : "password"} for ${app.label}, as on its own login page. Kept sealed, and posted there whenever you open the app from here.`
    }</p>
<form method="post" action="${credentialsPath(app)}">
<input type="hidden" name="handle" value="${handle}">
${
  scheme.username === "person"
    ? html`<label for="username">Username</label>
<input id="username" name="username" type="text" value="${username}" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="100" required>`
    : html`<p>Username <strong>${username}</strong></p>`
}
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off" maxlength="1024" required>
<button class="main" type="submit">Continue to ${app.label}</button>
</form>`,
  );
  sendPage(exchange, error ? 401 : 200, page);
}

export interface Question {
  readonly app: App;
  readonly settings: SwaSettings;
  readonly handle: string;
  readonly username: string;
  /** Why the last attempt failed; the page is then a 401. */
  readonly error?: string;
}

/** Where the question's form is posted. */
export const credentialsPath = ({ name, id }: Pick<App, "name" | "id">): string =>
  `/app/${encodeURIComponent(name)}/${id}/swa/credentials`;

/** Nobody has told or seen what the app's form is like: the person gets to its login page and types there. */
export function sendWithoutForm(exchange: Exchange, { label, slug }: App, { loginUrl }: SwaSettings): void {
  const { idp, nonce } = exchange;
  const page = layout(
    { nonce, org: idp.org.name, title: label },
    html`<h1>${label}</h1>
<p>The login form of ${label} is not known here, so nothing can be filled in for you.</p>
<p><a class="tile" href="${loginUrl}">Go to its login page</a></p>
<h2>For the admin</h2>
<p>Say where the form is posted to and what its controls are called:</p>
<pre><code>${commandLine("appint", "apps", "edit", slug)} --form-url &lt;url&gt; --username-field &lt;name&gt; --password-field &lt;name&gt;</code></pre>`,
  );
  sendPage(exchange, 200, page);
}

/** The admin has to set the password first. @param command what sets it */
export function sendWithoutCredentials(exchange: Exchange, { label }: App, command: string): void {
  const { idp, nonce } = exchange;
  sendPage(
    exchange,
    403,
    errorPage(
      { nonce, org: idp.org.name },
      {
        title: "403 Forbidden",
        text: `There is no password for ${label} yet. Please contact your administrator.`,
        fix: { text: "Set it:", command },
      },
    ),
  );
}
