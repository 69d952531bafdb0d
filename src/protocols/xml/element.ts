/**
 * The elements that messages are made of before they are text. `write.ts` turns them into what is sent,
 * `canonical.ts` into what is signed; neither needs a parser or a DOM.
 */
import { characterName, illegalCharacterAt } from "./characters.js";
import { illegalCharacter } from "./problems.js";

export interface XmlElement {
  /** With its prefix: `saml2:Issuer`. */
  readonly name: string;
  /** In the order they are sent in, namespace declarations (`xmlns:saml2`) among them. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/**
 * An element whose values are known to be sendable. Members that are `undefined` are left out.
 *
 * A value with a character that XML cannot carry is refused, not mended: a login or a group name from which
 * a character silently disappears is another login or group.
 *
 * @param name must be an XML name, and so must the attributes' names: they come from code, never from input
 * @throws Problem XML_CHARACTER
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (XmlNode | undefined)[] = [],
): XmlElement {
  const kept = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [attribute, value] of kept) refuseIllegal(value, `the attribute ${attribute} of ${name}`);

  const nodes = children.filter((node) => node !== undefined);
  for (const node of nodes) if (typeof node === "string") refuseIllegal(node, `the text of ${name}`);

  return { name, attributes: kept, children: nodes };
}

function refuseIllegal(value: string, place: string): void {
  const offset = illegalCharacterAt(value);
  if (offset >= 0) throw illegalCharacter(place, characterName(value, offset), offset);
}
