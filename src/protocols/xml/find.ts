/** Finding parts of a parsed element by namespace and local name; prefixes mean nothing here. */
import type { Element, Node } from "@xmldom/xmldom";
import type { Position } from "./problems.js";

const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
const CDATA_NODE = 4;

export function isNamed(element: Element, namespace: string, localName: string): boolean {
  return element.namespaceURI === namespace && element.localName === localName;
}

/** The element children, in order. */
export function elementsOf(parent: Element): Element[] {
  return nodesOf(parent).filter((node): node is Element => node.nodeType === ELEMENT_NODE);
}

/** The children of that name, in order. */
export function childrenOf(parent: Element, namespace: string, localName: string): Element[] {
  return elementsOf(parent).filter((child) => isNamed(child, namespace, localName));
}

/** The first child of that name. */
export function childOf(parent: Element | undefined, namespace: string, localName: string): Element | undefined {
  return parent && elementsOf(parent).find((child) => isNamed(child, namespace, localName));
}

/** Every element of that name below `ancestor`, in document order, `ancestor` itself not counted. */
export function descendantsOf(ancestor: Element, namespace: string, localName: string): Element[] {
  return [...ancestor.getElementsByTagNameNS(namespace, localName)];
}

/**
 * The element's own text, trimmed. A comment inside does not cut it: `a@b.c<!-- -->.evil` is `a@b.c.evil`,
 * which is also what a signature over the element covers.
 */
export function textOf(element: Element): string {
  return exactTextOf(element).trim();
}

/** The element's own text with its white space, for values that are data. */
export function exactTextOf(element: Element): string {
  return nodesOf(element)
    .filter((node) => node.nodeType === TEXT_NODE || node.nodeType === CDATA_NODE)
    .map((node) => node.nodeValue ?? "")
    .join("");
}

/** The value of an attribute in no namespace; an absent one is `undefined`, an empty one "". */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  return element?.getAttribute(name) ?? undefined;
}

/** Where the element begins in the text that was parsed. */
export function positionOf(element: Element): Position {
  return { line: element.lineNumber ?? 1, column: element.columnNumber ?? 1 };
}

function nodesOf(parent: Element): Node[] {
  const nodes: Node[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) nodes.push(node);
  return nodes;
}
