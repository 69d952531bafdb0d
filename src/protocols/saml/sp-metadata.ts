/**
 * What an SP's metadata says, for filling an app's settings. Which SP of the document is meant: `sp-entity.ts`.
 * Loads the XML parser, so import it only where metadata is read.
 */
import type { Element, Node } from "@xmldom/xmldom";
import { certificateFromBody } from "../../crypto/certificate.js";
import { attributeOf, childOf, childrenOf, descendantsOf, positionOf, textOf } from "../xml/find.js";
import { parseXml } from "../xml/parse.js";
import { place } from "../xml/problems.js";
import { type Acs, acsOf } from "./sp-acs.js";
import { spRoleOf } from "./sp-entity.js";
import { spMetadataHtml, spMetadataNoEntityId, spMetadataRefusals } from "./sp-metadata-problems.js";
import { NAMESPACES } from "./urns.js";
import { readBoolean, readInstant } from "./values.js";

export interface SpMetadata {
  entityId: string;
  /** The HTTP-POST ones, in the document's order; exactly one is the default. Never empty. */
  acs: Acs[];
  nameIdFormats: string[];
  authnRequestsSigned: boolean;
  wantAssertionsSigned: boolean;
  /** PEM. A key without a use is in both lists. */
  signingCertificates: string[];
  encryptionCertificates: string[];
  sloUrls: { url: string; binding: string; responseUrl?: string }[];
  organization?: { name?: string; displayName?: string; url?: string };
  requestedAttributes: { name: string; nameFormat?: string; friendlyName?: string; required: boolean }[];
  validUntil?: Date;
  /** Sentences about what is odd, but no reason to refuse. */
  warnings: string[];
}

export interface ReadSpMetadataOptions {
  /** With it, metadata past its validUntil brings a warning. */
  now?: Date;
  maxBytes?: number;
}

/**
 * The one SP that the metadata describes.
 *
 * @throws Problem SP_METADATA_EMPTY, _HTML, _TOO_LARGE, _DTD, _MALFORMED, _WRONG_ROOT, _IS_IDP, _NO_SP, _SEVERAL_SPS,
 * _NOT_SAML2, _NO_ENTITY_ID, _NO_ACS or _ACS_URL
 * @see saml-metadata-2.0 §2.3.2, §2.4.4
 */
export function readSpMetadata(xml: string, { now, maxBytes = 1_000_000 }: ReadSpMetadataOptions = {}): SpMetadata {
  if (isHtml(xml)) throw spMetadataHtml();

  const { entity, role } = spRoleOf(parseXml(xml, { maxBytes, refusals: spMetadataRefusals }));
  const entityId = attributeOf(entity, "entityID")?.trim();
  if (!entityId) throw spMetadataNoEntityId(positionOf(entity));

  const warnings: string[] = [];
  const validUntil = validUntilOf(role);
  if (now && validUntil && validUntil <= now) {
    warnings.push(`the metadata is valid until ${validUntil.toISOString()} only; ask the SP for newer metadata`);
  }

  return {
    entityId,
    acs: acsOf(role, entityId),
    nameIdFormats: childrenOf(role, NAMESPACES.md, "NameIDFormat").map(textOf),
    authnRequestsSigned: readBoolean(attributeOf(role, "AuthnRequestsSigned")) ?? false,
    wantAssertionsSigned: readBoolean(attributeOf(role, "WantAssertionsSigned")) ?? false,
    signingCertificates: certificatesOf(role, "signing", warnings),
    encryptionCertificates: certificatesOf(role, "encryption", warnings),
    sloUrls: sloUrlsOf(role),
    organization: organizationOf(role, entity),
    requestedAttributes: requestedAttributesOf(role),
    validUntil,
    warnings: [...new Set(warnings)],
  };
}

function isHtml(text: string): boolean {
  const start = text.slice(0, 1000).replace("\uFEFF", "").trimStart().toLowerCase();
  return start.startsWith("<!doctype html") || start.startsWith("<html");
}

/** The earliest of those that bear on the role: its own, its entity's, those of the lists around it. */
function validUntilOf(role: Element): Date | undefined {
  const instants: Date[] = [];
  for (let holder: Node | null = role; holder; holder = holder.parentNode) {
    const instant = readInstant("getAttribute" in holder ? attributeOf(holder as Element, "validUntil") : undefined);
    if (instant) instants.push(instant);
  }
  return instants.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** @see saml-metadata-2.0 §2.4.1.1 */
function certificatesOf(role: Element, use: "signing" | "encryption", warnings: string[]): string[] {
  const keys = childrenOf(role, NAMESPACES.md, "KeyDescriptor").filter(
    (key) => (attributeOf(key, "use") ?? use) === use,
  );
  return keys
    .flatMap((key) => descendantsOf(key, NAMESPACES.ds, "X509Certificate"))
    .flatMap((certificate) => {
      const pem = certificateFromBody(textOf(certificate));
      if (pem === undefined) warnings.push(`the certificate in ${place(positionOf(certificate))} is unreadable`);
      return pem ?? [];
    });
}

function sloUrlsOf(role: Element): SpMetadata["sloUrls"] {
  return childrenOf(role, NAMESPACES.md, "SingleLogoutService").map((service) => ({
    url: attributeOf(service, "Location")?.trim() ?? "",
    binding: attributeOf(service, "Binding") ?? "",
    responseUrl: attributeOf(service, "ResponseLocation")?.trim(),
  }));
}

/** @see saml-metadata-2.0 §2.3.2.1 */
function organizationOf(role: Element, entity: Element): SpMetadata["organization"] {
  const organization = childOf(role, NAMESPACES.md, "Organization") ?? childOf(entity, NAMESPACES.md, "Organization");
  if (!organization) return undefined;

  const text = (name: string) => {
    const found = childOf(organization, NAMESPACES.md, name);
    return found && textOf(found);
  };
  return {
    name: text("OrganizationName"),
    displayName: text("OrganizationDisplayName"),
    url: text("OrganizationURL"),
  };
}

/** @see saml-metadata-2.0 §2.4.4.2 */
function requestedAttributesOf(role: Element): SpMetadata["requestedAttributes"] {
  return childrenOf(role, NAMESPACES.md, "AttributeConsumingService")
    .flatMap((service) => childrenOf(service, NAMESPACES.md, "RequestedAttribute"))
    .map((attribute) => ({
      name: attributeOf(attribute, "Name") ?? "",
      nameFormat: attributeOf(attribute, "NameFormat"),
      friendlyName: attributeOf(attribute, "FriendlyName"),
      required: readBoolean(attributeOf(attribute, "isRequired")) ?? false,
    }));
}
