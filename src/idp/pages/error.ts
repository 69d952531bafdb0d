/**
 * The page of a request that ends here: what the platform says to the person, and below it what the admin changes.
 */
import { type Html, html } from "./html.js";
import { layout } from "./layout.js";

export interface ErrorPage {
  /** "400 Bad Request" */
  readonly title: string;
  /** What went wrong, for the person in front of the browser. */
  readonly text: string;
  /** The protocol's own code, `invalid_request`. */
  readonly code?: string;
  /** What was sent and what is registered, in the order shown. */
  readonly facts?: readonly (readonly [term: string, value: string | readonly string[]])[];
  /** What the admin changes, one sentence, and the command that does it. */
  readonly fix?: { readonly text: string; readonly command?: string };
}

export function errorPage(about: { nonce: string; org: string }, page: ErrorPage): Html {
  return layout(
    { ...about, title: page.title },
    html`<h1>${page.title}</h1>
<p class="bad">${page.text}</p>
${
  (page.code || page.facts) &&
  html`<dl>
${page.code && html`<dt>Error Code</dt><dd><code>${page.code}</code></dd>`}
${page.facts?.map(([term, value]) => html`<dt>${term}</dt><dd>${values(value)}</dd>`)}
</dl>`
}
${
  page.fix &&
  html`<h2>For the admin</h2>
<p>${page.fix.text}</p>
${page.fix.command && html`<pre><code>${page.fix.command}</code></pre>`}`
}`,
  );
}

function values(value: string | readonly string[]): Html {
  const all = typeof value === "string" ? [value] : value;
  if (all.length === 0) return html`<em>none</em>`;
  if (all.length === 1) return html`<code>${all[0]}</code>`;
  return html`${all.map((one) => html`<div><code>${one}</code></div>`)}`;
}
