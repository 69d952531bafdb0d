/**
 * Exclusive canonicalization of an element that we are about to send: the octets that a signature covers.
 * Whoever receives the text that `write.ts` made of the same element comes to the same octets.
 */
import type { XmlElement } from "./element.js";

/** Prefix to namespace; the default namespace has the prefix "". */
type Namespaces = ReadonlyMap<string, string>;

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

export interface CanonicalOptions {
  /** The `PrefixList`: prefixes that are rendered although no name uses them; `#default` is the default namespace. */
  inclusivePrefixes?: readonly string[];
  /** Declarations of the ancestors, for an element that does not declare every prefix itself. */
  inScope?: Namespaces;
}

/**
 * The exclusive canonical form of `root` as the apex, without comments.
 *
 * @throws Error when a prefix is declared nowhere, which is a defect of the caller
 * @see xml-exc-c14n §3
 * @see xml-c14n-1.0 §2.3
 */
export function canonicalXml(root: XmlElement, options: CanonicalOptions = {}): string {
  const inclusive = (options.inclusivePrefixes ?? []).map((prefix) => (prefix === "#default" ? "" : prefix));
  return render(root, options.inScope ?? new Map(), new Map(), inclusive);
}

function render(node: XmlElement, outer: Namespaces, outerRendered: Namespaces, inclusive: readonly string[]): string {
  const inScope = withDeclarationsOf(node, outer);
  const attributes = inScope === outer ? node.attributes : node.attributes.filter(([name]) => !isDeclaration(name));
  const needed = neededDeclarations(node.name, attributes, inclusive, inScope, outerRendered);
  const rendered = needed.length === 0 ? outerRendered : new Map([...outerRendered, ...needed]);

  let text = `<${node.name}`;
  for (const [prefix, namespace] of needed) {
    text += ` ${prefix === "" ? "xmlns" : `xmlns:${prefix}`}="${escapeAttribute(namespace)}"`;
  }
  for (const [name, value] of sorted(attributes, inScope)) text += ` ${name}="${escapeAttribute(value)}"`;
  text += ">";
  for (const child of node.children) {
    text += typeof child === "string" ? escapeText(child) : render(child, inScope, rendered, inclusive);
  }
  return `${text}</${node.name}>`;
}

function withDeclarationsOf(node: XmlElement, outer: Namespaces): Namespaces {
  if (!node.attributes.some(([name]) => isDeclaration(name))) return outer;
  const declared = node.attributes.filter(([name]) => isDeclaration(name));
  return new Map([...outer, ...declared.map(([name, value]) => [name.slice("xmlns:".length), value] as const)]);
}

/** Declarations for the prefixes that names here use and for those of the PrefixList, unless already rendered. */
function neededDeclarations(
  name: string,
  attributes: XmlElement["attributes"],
  inclusive: readonly string[],
  inScope: Namespaces,
  rendered: Namespaces,
): (readonly [prefix: string, namespace: string])[] {
  const needed: (readonly [prefix: string, namespace: string])[] = [];
  const need = (prefix: string): void => {
    const namespace = namespaceOf(prefix, inScope);
    const isKnown = namespace === (rendered.get(prefix) ?? "") || prefix === "xml"; // which is never declared
    if (!isKnown && !needed.some(([other]) => other === prefix)) needed.push([prefix, namespace]);
  };

  need(prefixOf(name));
  // An attribute without a prefix is in no namespace, so it never asks for the default one.
  for (const [attribute] of attributes) if (attribute.includes(":")) need(prefixOf(attribute));
  for (const prefix of inclusive) if (inScope.has(prefix)) need(prefix);
  return needed.length < 2 ? needed : needed.sort(byPrefix);
}

function namespaceOf(prefix: string, inScope: Namespaces): string {
  const namespace = prefix === "xml" ? XML_NAMESPACE : (inScope.get(prefix) ?? (prefix === "" ? "" : undefined));
  if (namespace === undefined) throw new Error(`the prefix ${prefix} is not declared`);
  return namespace;
}

/** By namespace, then by local name; attributes in no namespace come first. */
function sorted(attributes: XmlElement["attributes"], inScope: Namespaces): XmlElement["attributes"] {
  if (attributes.length < 2) return attributes;

  const keyOf = (name: string): [namespace: string, local: string] =>
    name.includes(":") ? [namespaceOf(prefixOf(name), inScope), name.slice(name.indexOf(":") + 1)] : ["", name];

  return [...attributes].sort(([one], [other]) => {
    const [oneNamespace, oneLocal] = keyOf(one);
    const [otherNamespace, otherLocal] = keyOf(other);
    return compare(oneNamespace, otherNamespace) || compare(oneLocal, otherLocal);
  });
}

const byPrefix = ([one]: readonly [string, string], [other]: readonly [string, string]) => compare(one, other);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const isDeclaration = (name: string): boolean => name === "xmlns" || name.startsWith("xmlns:");

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(":")));

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
