/** The sign-in page: one click for a test user of the org, or the password form. Works without script. */
import { type Html, html } from "./html.js";
import { layout } from "./layout.js";

export interface SignInPage {
  /** Ties the form to what follows it; goes back in the post. */
  readonly handle: string;
  /** The org's active users, in the order shown. */
  readonly users: readonly { id: string; login: string; name: string }[];
  /** Are there more users than those listed? They have the form. */
  readonly more: boolean;
  readonly username: string;
  /** Why the last attempt failed. */
  readonly error?: string;
}

export function signInPage(about: { nonce: string; org: string }, page: SignInPage): Html {
  return layout(
    { ...about, title: page.error ? "Unable to sign in" : "Sign in" },
    html`<h1>Sign in</h1>
${page.error && html`<p class="bad" role="alert">${page.error}</p>`}
<form method="post" action="/login/login.htm">
<input type="hidden" name="handle" value="${page.handle}">
<label for="username">Username</label>
<input id="username" name="username" type="text" value="${page.username}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="main" type="submit">Sign in</button>
</form>
${page.users.length > 0 && testUsers(page)}`,
  );
}

function testUsers({ users, handle, more }: SignInPage): Html {
  return html`<h2>Or as a test user, without a password</h2>
<form method="post" action="/login/login.htm">
<input type="hidden" name="handle" value="${handle}">
<ul class="plain">
${users.map(
  (user) => html`<li><button name="user" value="${user.id}">${user.name} <small>${user.login}</small></button></li>
`,
)}</ul>
</form>
${more && html`<p class="quiet">There are more users in this org; the others sign in with their password.</p>`}`;
}
