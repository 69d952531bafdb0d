/** The text of an element as it is sent. Its canonical form, the one that is signed, is in `canonical.ts`. */
import type { XmlElement } from "./element.js";

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** The element as text: attributes in their own order, no white space added, empty elements self-closed. */
export function writeXml({ name, attributes, children }: XmlElement): string {
  let text = `<${name}`;
  for (const [attribute, value] of attributes) text += ` ${attribute}="${escapeAttribute(value)}"`;

  const content = children.map((child) => (typeof child === "string" ? escapeText(child) : writeXml(child))).join("");
  return content === "" ? `${text}/>` : `${text}>${content}</${name}>`;
}

// U+0085 and U+2028 need no escape in XML 1.0, yet parsers that follow 1.1 turn the bare characters into line feeds
// and then find another digest; as references every parser keeps them.
const TEXT_ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#xD;",
  "\u0085": "&#x85;",
  "\u2028": "&#x2028;",
};
const ATTRIBUTE_ESCAPES: Record<string, string> = {
  ...TEXT_ESCAPES,
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r\u0085\u2028]/g, (character) => TEXT_ESCAPES[character] ?? character);
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\t\n\r\u0085\u2028]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}
