// How code spells a name, and where it names what it imports.

/** `session-lifetime` → `sessionLifetime` */
export const camel = (kebab) => kebab.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** `session-lifetime` → `Session lifetime` */
export const sentence = (kebab) => kebab.charAt(0).toUpperCase() + kebab.slice(1).replaceAll("-", " ");

/** The module with one more import, behind the last; the formatter puts it in order. */
export function withImport(text, line) {
  const last = text.lastIndexOf("\nimport ") + 1;
  const end = text.indexOf(";\n", last) + 2;
  return `${text.slice(0, end)}${line}\n${text.slice(end)}`;
}
