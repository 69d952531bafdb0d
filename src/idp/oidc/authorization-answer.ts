/** Sends an error of an authorize request to the app, in the response mode that the app asked for. */
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { html } from "../pages/html.js";
import { layout } from "../pages/layout.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import type { OAuthError } from "./oauth-error.js";
import { postMessagePage, postMessagePolicy } from "./post-message.js";

/** @see rfc6749 §4.1.2.1, oauth-v2-form-post-response-mode-1_0 §2 */
export function sendAuthorizationError(exchange: Exchange, request: AuthorizationRequest, error: OAuthError): void {
  const answer = new URLSearchParams();
  if (request.state !== undefined) answer.set("state", request.state);
  answer.set("error", error.error);
  answer.set("error_description", error.description);

  const { res, nonce } = exchange;
  res.setHeader("Referrer-Policy", referrerPolicyOf(request));
  if (request.responseMode === "form_post") {
    sendAnswerForm(exchange, request.redirectUri, answer);
    return;
  }
  if (request.responseMode === "okta_post_message") {
    const to = { nonce, redirectUri: request.redirectUri };
    res.removeHeader("X-Frame-Options");
    sendPage(exchange, 200, postMessagePage(to, Object.fromEntries(answer)), postMessagePolicy(to));
    return;
  }

  // Joined as text: the registered URI stays what it is, letter by letter.
  const joint = request.responseMode === "fragment" ? "#" : request.redirectUri.includes("?") ? "&" : "?";
  redirect(exchange, `${request.redirectUri}${joint}${answer}`);
}

/**
 * The app's page learns nothing of ours from the Referer header; but apps look where a POST comes from, which is the
 * IdP's origin.
 */
export const referrerPolicyOf = ({ responseMode }: Pick<AuthorizationRequest, "responseMode">): string =>
  responseMode === "form_post" ? "strict-origin-when-cross-origin" : "no-referrer";

/** A page that posts the fields to the app by itself, with a button where there is no script. */
export function sendAnswerForm(exchange: Exchange, action: string, fields: URLSearchParams): void {
  const { nonce, idp } = exchange;
  sendPage(
    exchange,
    200,
    layout(
      { nonce, org: idp.org.name, title: "Back to the app" },
      html`<h1>Back to the app</h1>
<form method="post" action="${action}" id="answer">
${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="main">Continue</button>
</form>
<script nonce="${nonce}">document.getElementById("answer").submit();</script>`,
    ),
  );
}
