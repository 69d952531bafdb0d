/**
 * Fills a template: `{{OIDC_ISSUER|json}}` is the value that the kind gives to the other side under this name, as the
 * file's language writes it.
 */

/** What makes a value fit where it stands. Several are applied from left to right. */
const filters: Record<string, (value: string, argument: string) => string> = {
  /** A text of JSON, JavaScript, Python, Ruby, TOML or YAML. */
  json: (value) => JSON.stringify(value),
  php: (value) => `'${value.replace(/['\\]/g, "\\$&")}'`,
  shell: (value) => `'${value.replaceAll("'", "'\\''")}'`,
  xml: (value) => value.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`),
  append: (value, text) => value.replace(/\/$/, "") + text,
  /** A certificate without its frame and line ends. */
  body: (value) => value.replace(/-----[^-]+-----|\s/g, ""),
  base64: (value) => Buffer.from(`${value.trim()}\n`).toString("base64"),
  origin: (value) => new URL(value).origin,
  path: (value) => new URL(value).pathname,
  "is-http": (value) => String(value.startsWith("http:")),
  "is-https": (value) => String(value.startsWith("https:")),
};

const PLACE = /\{\{([A-Z_]+)((?:\|[^|}]+)*)\}\}/g;

/** Names of the values that a text asks for. */
export const namesIn = (text: string): string[] => [...new Set([...text.matchAll(PLACE)].map(([, name = ""]) => name))];

/** @param values by name; @throws Error for a name or a filter that there is not: the template is wrong then */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, name: string, calls: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a template asks for ${name}, which the kind does not give`);
    return calls
      .split("|")
      .slice(1)
      .reduce((made, call) => {
        const [filter = "", ...argument] = call.split(":");
        const apply = filters[filter];
        if (!apply) throw new Error(`a template uses a filter ${filter}, which there is not`);
        return apply(made, argument.join(":"));
      }, value);
  });
}
