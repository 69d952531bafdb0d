/** The places where an SP takes responses. Only HTTP-POST ones matter here: a response is never sent otherwise. */
import type { Element } from "@xmldom/xmldom";
import { attributeOf, childrenOf, positionOf } from "../xml/find.js";
import { spMetadataAcsUrl, spMetadataNoAcs } from "./sp-metadata-problems.js";
import { BINDINGS, NAMESPACES } from "./urns.js";
import { readBoolean, readIndex } from "./values.js";

export interface Acs {
  url: string;
  index?: number;
  /** The one that is meant when a request names none: worked out, not merely copied. */
  isDefault: boolean;
  binding: string;
}

/**
 * The HTTP-POST endpoints, never none.
 *
 * @throws Problem SP_METADATA_NO_ACS, SP_METADATA_ACS_URL
 * @see saml-metadata-2.0 §2.4.4
 */
export function acsOf(role: Element, entityId: string): Acs[] {
  const all = childrenOf(role, NAMESPACES.md, "AssertionConsumerService");
  const usable = all.filter((service) => attributeOf(service, "Binding")?.trim() === BINDINGS.post);
  if (usable.length === 0) {
    const bindings = all.map((service) => attributeOf(service, "Binding") ?? "none at all");
    throw spMetadataNoAcs(entityId, bindings, positionOf(role));
  }

  const standard = defaultOf(usable);
  return usable.map((service) => ({
    url: locationOf(service),
    index: readIndex(attributeOf(service, "index")),
    isDefault: service === standard,
    binding: BINDINGS.post,
  }));
}

/** The first that says so, else the first that does not deny it, else the first. @see saml-metadata-2.0 §2.2.3 */
function defaultOf(services: Element[]): Element | undefined {
  const says = (service: Element) => readBoolean(attributeOf(service, "isDefault"));
  return services.find((service) => says(service)) ?? services.find((s) => says(s) === undefined) ?? services[0];
}

function locationOf(service: Element): string {
  const location = attributeOf(service, "Location")?.trim() ?? "";
  const protocol = URL.canParse(location) ? new URL(location).protocol : undefined;
  if (protocol !== "https:" && protocol !== "http:") throw spMetadataAcsUrl(location, positionOf(service));
  return location;
}
