import type { DefaultTreeAdapterTypes } from "parse5";
import { attribute, type Element, isElement, type Node } from "./tree.js";

const unseen = new Set(["script", "style", "template", "noscript", "head", "title", "iframe", "object", "select"]);
const inline = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);

const isHidden = (element: Element): boolean =>
  unseen.has(element.tagName) ||
  attribute(element, "hidden") !== undefined ||
  /display\s*:\s*none/i.test(attribute(element, "style") ?? "");

/** What a person reads on the page, white space folded; style sheets are not asked. */
export function visibleText(root: Node): string {
  let text = "";
  const waiting: (Node | " ")[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node === " ") text += " ";
    else if (node.nodeName === "#text") text += (node as DefaultTreeAdapterTypes.TextNode).value;
    else if ("childNodes" in node) {
      if (isElement(node) && isHidden(node)) continue;
      const apart = isElement(node) && !inline.has(node.tagName);
      if (apart) waiting.push(" ");
      for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i] as Node);
      if (apart) waiting.push(" ");
    }
  }
  return text.replaceAll(/\s+/g, " ").trim();
}
