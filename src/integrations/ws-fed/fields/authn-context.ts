/** What the token says of how the person signed in: chosen as a SAML app chooses it. */
import { defineField } from "../../field.js";
import { authnContext as ofSaml } from "../../saml/fields/authn-context.js";

export const authnContext = defineField<string>({
  ...ofSaml,
  path: "settings.app.authnContextClassRef",
  term: "Assertion authentication context",
  section: undefined,
});
