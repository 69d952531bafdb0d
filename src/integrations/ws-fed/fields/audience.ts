/** For whom the token is meant: typed as in SAML 2.0, kept in another place. */
import type { Field } from "../../field.js";
import { audience as ofSaml } from "../../saml/fields/audience.js";

export const audience: Field<string> = {
  ...ofSaml,
  path: "settings.app.audienceRestriction",
  term: "Audience Restriction",
  help: "for whom the token is meant; best the same as the realm",
  spec: "saml-core-1.1 §2.3.2.1.3",
  fromSpMetadata: undefined,
  fromApp: undefined,
};
