/**
 * The page of `response_mode=okta_post_message`: it hands the answer to the page that opened it or that holds it in a
 * frame, if that is one of the app's own origin. Libraries renew tokens with it in a hidden frame.
 */
import { nothingAllowed } from "../http/answers.js";
import { type Html, html } from "../pages/html.js";

/** @param redirectUri a registered one, http or https: its origin alone may read the answer */
export function postMessagePage(
  { nonce, redirectUri }: { nonce: string; redirectUri: string },
  answer: Readonly<Record<string, unknown>>,
): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Back to the app</title></head>
<body id="answer" data-answer="${JSON.stringify(answer)}" data-origin="${new URL(redirectUri).origin}">
<script nonce="${nonce}">
const { answer, origin } = document.getElementById("answer").dataset;
const app = window.opener || (window.parent === window ? null : window.parent);
if (app) app.postMessage(JSON.parse(answer), origin);
</script>
</body>
</html>
`;
}

/** The one page of ours that may be framed, and by the app alone: there is nothing on it to click. */
export const postMessagePolicy = ({ nonce, redirectUri }: { nonce: string; redirectUri: string }): string =>
  `${nothingAllowed.replace("frame-ancestors 'none'", `frame-ancestors ${new URL(redirectUri).origin}`)}; ` +
  `script-src 'nonce-${nonce}'`;
