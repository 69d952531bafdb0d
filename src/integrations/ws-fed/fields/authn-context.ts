/** What the token says of how the person signed in. */
import { z } from "zod";
import { AUTHN_CONTEXT } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const urns: readonly string[] = Object.values(AUTHN_CONTEXT);
const names = Object.keys(AUTHN_CONTEXT) as (keyof typeof AUTHN_CONTEXT)[];

export const authnContext = defineField<string>({
  key: "authnContext",
  path: "settings.app.authnContextClassRef",
  term: "Assertion authentication context",
  flag: "--authn-context <class>",
  help: `${names.join(", ")}, or the whole urn`,
  schema: z.string().refine((text) => urns.includes(text), `the class is not one of ${names.join(", ")}`),
  fromText: (text) => {
    const name = names.find((each) => each.toLowerCase() === text.trim().toLowerCase());
    return name === undefined ? text.trim() : AUTHN_CONTEXT[name];
  },
  toText: (urn) => names.find((name) => AUTHN_CONTEXT[name] === urn) ?? urn,
  choices: names.map((name) => ({ value: name, label: name })),
  default: () => AUTHN_CONTEXT.passwordProtectedTransport,
});
