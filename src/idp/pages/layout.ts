/** The frame of every page: one column, readable on a phone, no script, nothing loaded. */
import { type Html, html } from "./html.js";

/**
 * @param nonce of the exchange, for the style
 * @param title what the tab says; the org's name follows it
 */
export function layout({ nonce, title, org }: { nonce: string; title: string; org: string }, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title} · ${org}</title>
<style nonce="${nonce}">${styles}</style>
</head>
<body>
<main>
<p class="org">${org}</p>
${body}
</main>
</body>
</html>
`;
}

const styles = html`
:root { color-scheme: light dark; --ink: #1d1d21; --quiet: #5c5c66; --line: #c9c9d1; --paper: #ffffff; --back: #f3f3f6;
  --accent: #1a56c4; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --quiet: #a9a9b5; --line: #4a4a55; --paper: #232329;
  --back: #17171b; --accent: #8ab4ff; --bad: #ff9c94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 10px; overflow-wrap: anywhere; }
@media (max-width: 36rem) { main { margin: 0; border: 0; border-radius: 0; min-height: 100vh; } }
.org { margin: 0 0 1rem; color: var(--quiet); font-size: .875rem; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1rem; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
input { width: 100%; padding: .55rem .7rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; }
button, .tile { display: block; width: 100%; padding: .6rem .8rem; font: inherit; text-align: left; color: inherit;
  text-decoration: none; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
button.main { margin-top: 1rem; text-align: center; color: var(--paper); background: var(--accent);
  border-color: var(--accent); font-weight: 600; }
button:hover, .tile:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
ul.plain { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
small, .quiet { color: var(--quiet); }
.bad { color: var(--bad); border-left: 4px solid var(--bad); padding-left: .75rem; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } }
dt { color: var(--quiet); } dd { margin: 0; }
code, pre { font: .9rem/1.45 ui-monospace, monospace; }
pre { padding: .75rem; background: var(--back); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; }
`;
