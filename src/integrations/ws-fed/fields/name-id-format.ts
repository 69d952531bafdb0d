/** How the NameIdentifier is labelled: asked and typed as in SAML 2.0, kept in another place. */
import type { Field } from "../../field.js";
import { nameIdFormat as ofSaml } from "../../saml/fields/name-id-format.js";

export const nameIdFormat: Field<string> = {
  ...ofSaml,
  path: "settings.app.nameIDFormat",
  spec: "saml-core-1.1 §2.4.2.2",
  fromSpMetadata: undefined,
  fromApp: undefined,
};
