import type { SeenApp } from "../integrations/seen-app.js";
import type { SpMetadata } from "../protocols/saml/metadata.js";
import type { Page } from "../smoke/agents/agent.js";

/** What pages are called that say nothing of the app. */
const NO_NAME =
  /^(sign|log)[ -]?(in|on)\b|^(error|not found|forbidden|unauthori[sz]ed|redirect|welcome|untitled|index|home|document|loading|please|internal|submit)|^\d{3}\b/i;

/** What the app may be called: by its page, by its metadata, else by where it is. */
export function nameOfApp(given: string, page: Page | undefined, sp: SpMetadata | undefined): SeenApp["name"] {
  const title = page && page.status < 400 ? wordsOf(page.title.split(/ [|·–—-] /)[0] ?? "") : "";
  if (title && !NO_NAME.test(title)) return { text: title, source: "the title of its page" };
  const organization = wordsOf(sp?.organization?.displayName ?? sp?.organization?.name ?? "");
  if (organization) return { text: organization, source: "the organization in its metadata" };
  return { text: `App at ${new URL(given).host}`, source: "where it is" };
}

/** Without what no name may have: control characters, and letters of four bytes. */
const wordsOf = (text: string): string =>
  text
    .replaceAll(/\p{Cc}|[\u{10000}-\u{10ffff}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 60)
    .trim();
