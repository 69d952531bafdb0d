/** An element as people read it: indented. It is not what is sent, since white space is part of what a signature covers. */
import type { XmlElement } from "./element.js";
import { writeXml } from "./write.js";

/** An element a line, two blanks a level; one that holds text alone stays in one line. */
export function prettyXml(node: XmlElement, indent = ""): string {
  const elements = node.children.filter((child) => typeof child !== "string");
  if (elements.length === 0) return indent + writeXml(node);
  const tag = writeXml({ ...node, children: [] }).replace(/\/>$/, ">");
  const inner = elements.map((child) => prettyXml(child, `${indent}  `));
  return [indent + tag, ...inner, `${indent}</${node.name}>`].join("\n");
}
