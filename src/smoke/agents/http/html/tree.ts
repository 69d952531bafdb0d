/** Walking the tree that parse5 makes. */
import type { DefaultTreeAdapterTypes } from "parse5";

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

export const isElement = (node: Node): node is Element => "tagName" in node;

/** Every element below a node in document order; nothing inside templates, which a browser does not show. */
export function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const waiting: Node[] = "childNodes" in root ? [...root.childNodes].reverse() : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isElement(node)) found.push(node);
    if ("childNodes" in node)
      for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i] as Node);
  }
  return found;
}

/** An attribute's value, `undefined` where it is missing; `""` where it has none. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value;

/** Whether one of the elements around this one has the tag. */
export function isInside(element: Element, tag: string): boolean {
  for (let node: Node | null = element.parentNode; node && isElement(node); node = node.parentNode) {
    if (node.tagName === tag) return true;
  }
  return false;
}

/** All text below a node, as it is written. */
export function rawText(root: Node): string {
  let text = "";
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === "#text") text += (node as DefaultTreeAdapterTypes.TextNode).value;
    if ("childNodes" in node)
      for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i] as Node);
  }
  return text;
}
