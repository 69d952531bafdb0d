/** The page that brings a response to the app: one form that posts itself, with a button where there is no script. */
import { type Html, html } from "../pages/html.js";
import { layout } from "../pages/layout.js";

/** @see saml-bindings-2.0 §3.5.4 */
export const postPage = (
  { nonce, org }: { nonce: string; org: string },
  { action, app, samlResponse, relayState }: { action: string; app: string; samlResponse: string; relayState: string },
): Html =>
  layout(
    { nonce, org, title: `Opening ${app}` },
    html`<h1>Opening ${app} …</h1>
<form id="appForm" method="post" action="${action}">
<input type="hidden" name="SAMLResponse" value="${samlResponse}">
<input type="hidden" name="RelayState" value="${relayState}">
<noscript><button class="main" type="submit">Continue to ${app}</button></noscript>
</form>
<script nonce="${nonce}">document.getElementById("appForm").submit();</script>`,
  );
