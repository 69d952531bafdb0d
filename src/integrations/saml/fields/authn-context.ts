/** How the person is said to have signed in. It says, and changes nothing about how that happens. */
import { z } from "zod";
import { AUTHN_CONTEXT } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";

const URNS: readonly string[] = Object.values(AUTHN_CONTEXT);
const NAMES = Object.keys(AUTHN_CONTEXT) as (keyof typeof AUTHN_CONTEXT)[];

export const authnContext = defineField<string>({
  key: "authnContext",
  path: "settings.signOn.authnContextClassRef",
  term: "Authentication context class",
  flag: "--authn-context <class>",
  section: "Advanced",
  help: `${NAMES.join(", ")}, or the whole urn`,
  spec: "saml-authn-context-2.0 §3.4",
  schema: z.string().refine((text) => URNS.includes(text), `the class is not one of ${NAMES.join(", ")}`),
  fromText: (text) => {
    const name = NAMES.find((each) => each.toLowerCase() === text.trim().toLowerCase());
    return name === undefined ? text.trim() : AUTHN_CONTEXT[name];
  },
  toText: (urn) => NAMES.find((name) => AUTHN_CONTEXT[name] === urn) ?? urn,
  choices: NAMES.map((name) => ({ value: name, label: name })),
  default: () => AUTHN_CONTEXT.passwordProtectedTransport,
});
