/** The page that brings a response to the app: one form that posts itself, with a button where there is no script. */
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { html } from "../pages/html.js";
import { layout } from "../pages/layout.js";

/**
 * @param delivery `action` is an address that the app's settings name, or that its SP has signed; `title` says what
 *   happens, `button` what a person does where there is no script; `relayState` goes back as it came, empty for none
 * @see saml-bindings-2.0 §3.5.4
 */
export function sendToSp(
  exchange: Exchange,
  delivery: { title: string; button: string; action: string; xml: string; relayState: string },
): void {
  const { idp, nonce, res } = exchange;
  const { title, button, action, xml, relayState } = delivery;
  // Apps look where the POST comes from: the IdP's origin, as on the platform; "same-origin" would say "null".
  res.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  const samlResponse = Buffer.from(xml, "utf8").toString("base64");
  const page = layout(
    { nonce, org: idp.org.name, title },
    html`<h1>${title} …</h1>
<form id="appForm" method="post" action="${action}">
<input type="hidden" name="SAMLResponse" value="${samlResponse}">
<input type="hidden" name="RelayState" value="${relayState}">
<noscript><button class="main" type="submit">${button}</button></noscript>
</form>
<script nonce="${nonce}">document.getElementById("appForm").submit();</script>`,
  );
  sendPage(exchange, 200, page);
}

/** The words of a page that brings a sign-in to an app. */
export const opening = ({ label }: { label: string }): { title: string; button: string } => ({
  title: `Opening ${label}`,
  button: `Continue to ${label}`,
});
