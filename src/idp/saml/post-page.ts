/** The page that brings a response to the app: one form that posts itself, with a button where there is no script. */
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { html } from "../pages/html.js";
import { layout } from "../pages/layout.js";

/**
 * @param delivery `action` is an ACS that the app lists; `app` its label; `relayState` goes back as it came, empty for
 *   none
 * @see saml-bindings-2.0 §3.5.4
 */
export function sendToSp(
  exchange: Exchange,
  { action, app, xml, relayState }: { action: string; app: string; xml: string; relayState: string },
): void {
  const { idp, nonce, res } = exchange;
  // Apps look where the POST comes from: the IdP's origin, as on the platform; "same-origin" would say "null".
  res.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  const samlResponse = Buffer.from(xml, "utf8").toString("base64");
  const page = layout(
    { nonce, org: idp.org.name, title: `Opening ${app}` },
    html`<h1>Opening ${app} …</h1>
<form id="appForm" method="post" action="${action}">
<input type="hidden" name="SAMLResponse" value="${samlResponse}">
<input type="hidden" name="RelayState" value="${relayState}">
<noscript><button class="main" type="submit">Continue to ${app}</button></noscript>
</form>
<script nonce="${nonce}">document.getElementById("appForm").submit();</script>`,
  );
  sendPage(exchange, 200, page);
}
