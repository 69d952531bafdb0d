/** How the NameID is labelled. It only labels: the value stays the application username. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { NAME_ID_FORMATS } from "../name-id-formats.js";

const names = Object.keys(NAME_ID_FORMATS);
const urns = Object.values(NAME_ID_FORMATS);

export const nameIdFormat = defineField({
  key: "nameIdFormat",
  path: "settings.signOn.subjectNameIdFormat",
  term: "Name ID format",
  flag: "--name-id-format <format>",
  section: "Sign-on",
  help: `${names.join(", ")}, or the whole urn`,
  spec: "saml-core-2.0 §8.3",
  ask: true,
  schema: z.string().refine((text) => urns.includes(text), `the format is not one of ${names.join(", ")}`),
  fromText: (text) => NAME_ID_FORMATS[text.trim().toLowerCase()] ?? text.trim(),
  toText: (urn) => names.find((name) => NAME_ID_FORMATS[name] === urn) ?? urn,
  choices: names.map((name) => ({ value: name, label: name })),
  default: () => NAME_ID_FORMATS.unspecified,
  fromApp: ({ authnRequest: asked }) =>
    saw(
      urns.find((urn) => urn === asked?.nameIdFormat),
      "NameIDPolicy of the AuthnRequest",
    ),
  fromSpMetadata: (sp) => sp.nameIdFormats.find((format) => urns.includes(format)),
});
