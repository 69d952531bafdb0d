/** Which part of a metadata document describes the SP: the only one there is, or a problem that says what was found. */
import type { Element } from "@xmldom/xmldom";
import { attributeOf, childrenOf, descendantsOf, isNamed, positionOf } from "../xml/find.js";
import {
  spMetadataIsIdp,
  spMetadataNoSp,
  spMetadataNotSaml2,
  spMetadataSeveralSps,
  spMetadataWrongRoot,
} from "./sp-metadata-problems.js";
import { NAMESPACES, SAML_2_PROTOCOL } from "./urns.js";

/**
 * The one entity that is an SP, with its SAML 2.0 role. An entity that is IdP and SP at once is an SP here.
 *
 * @throws Problem SP_METADATA_WRONG_ROOT, _IS_IDP, _NO_SP, _SEVERAL_SPS or _NOT_SAML2
 * @see saml-metadata-2.0 §2.3
 */
export function spRoleOf(root: Element): { entity: Element; role: Element } {
  const entities = entitiesOf(root);
  const providers = entities.filter((entity) => spRolesOf(entity).length > 0);

  const [entity, ...others] = providers;
  if (!entity) throw nobody(root, entities);
  if (others.length > 0)
    throw spMetadataSeveralSps(providers.map((sp) => ({ id: entityIdOf(sp), at: positionOf(sp) })));

  const roles = spRolesOf(entity);
  const role = roles.find((candidate) =>
    (attributeOf(candidate, "protocolSupportEnumeration") ?? "").split(/\s+/).includes(SAML_2_PROTOCOL),
  );
  if (!role) throw spMetadataNotSaml2(entityIdOf(entity), positionOf(roles[0] ?? entity));
  return { entity, role };
}

function entitiesOf(root: Element): Element[] {
  if (isNamed(root, NAMESPACES.md, "EntityDescriptor")) return [root];
  // Lists of entities may nest.
  if (isNamed(root, NAMESPACES.md, "EntitiesDescriptor")) return descendantsOf(root, NAMESPACES.md, "EntityDescriptor");
  throw spMetadataWrongRoot(root.nodeName, root.namespaceURI, positionOf(root));
}

function nobody(root: Element, entities: Element[]) {
  const idp = entities.find((entity) => childrenOf(entity, NAMESPACES.md, "IDPSSODescriptor").length > 0);
  return idp ? spMetadataIsIdp(entityIdOf(idp), positionOf(idp)) : spMetadataNoSp(positionOf(root));
}

const spRolesOf = (entity: Element) => childrenOf(entity, NAMESPACES.md, "SPSSODescriptor");

const entityIdOf = (entity: Element) => attributeOf(entity, "entityID") ?? "(without entityID)";
