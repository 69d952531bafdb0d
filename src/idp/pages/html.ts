/** HTML as a tagged template: every value is escaped, except what is Html already. */

/** Markup that may be put into a page as it is. Made by `html` alone. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(strings: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    return new Html(strings.reduce((text, piece, at) => text + render(values[at - 1]) + piece));
  }

  toString(): string {
    return this.#text;
  }
}

/** `false`, `null` and `undefined` write nothing, so that `condition && html\`…\`` reads well. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

/** `html\`<p>${anything}</p>\``: safe in element content and in attribute values within double quotes. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return Html.of(strings, values);
}

function render(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return "";
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(render).join("");
  return escapeHtml(String(value));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** U+0000 cannot stand in a page: browsers read it as what is written here. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string).replaceAll("\0", "\ufffd");
}
