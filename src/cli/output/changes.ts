/** What an edit changed, field by field. */
import type { Kind } from "../../integrations/kind.js";
import type { App } from "../../store/apps.js";
import { settingsOf } from "./settings.js";
import { printable } from "./style.js";

/**
 * Lines `- term: old` and `+ term: new` for every field that differs.
 *
 * @param secrets new ones by field, `null` for one that goes; their values are not shown
 */
export function changesBetween(
  kind: Kind,
  before: App,
  after: App,
  secrets: Readonly<Record<string, string | null>> = {},
): string[] {
  const old = new Map(settingsOf(kind, before).map(({ label, value }) => [label, value]));
  const now = new Map(settingsOf(kind, after).map(({ label, value }) => [label, value]));
  const lines: string[] = [];
  for (const term of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(term) === now.get(term)) continue;
    if (old.has(term)) lines.push(printable(`  - ${term}: ${old.get(term)}`));
    if (now.has(term)) lines.push(printable(`  + ${term}: ${now.get(term)}`));
  }
  for (const { key, term } of kind.fields)
    if (key in secrets) lines.push(`  ${secrets[key] === null ? "-" : "+"} ${term}: ••••••••`);
  return lines;
}
