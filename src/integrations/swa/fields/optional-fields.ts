/** What is posted besides name and password: up to three controls, as the platform's form-POST template has room for. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { controlName } from "../control-name.js";
import { isForgeryToken } from "../forgery-token.js";

export interface OptionalField {
  name: string;
  value: string;
}

/** The places of the template. */
const PLACES = [1, 2, 3] as const;
export const MOST_OPTIONAL_FIELDS = PLACES.length;

const members = (place: number): [name: string, value: string] => [
  `optionalField${place}`,
  `optionalField${place}Value`,
];

export const optionalFields = defineField<OptionalField[]>({
  key: "optionalFields",
  path: "settings.app.optionalField1", // and its value, and two more pairs beside it
  term: "Optional fields",
  flag: "--optional-field <name=value>",
  help: "a control that is posted besides name and password, at most three; found on the login page",
  example: "lang=en",
  repeatable: true,
  schema: z
    .array(z.object({ name: controlName, value: z.string().max(1024, "the value has more than 1024 characters") }))
    .max(MOST_OPTIONAL_FIELDS, `the platform's form has room for ${MOST_OPTIONAL_FIELDS} of them`)
    .superRefine((fields, context) => {
      const names = fields.map(({ name }) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) context.addIssue({ code: "custom", message: `"${twice}" is there twice` });
    }),
  fromText: (text) => {
    const [name = "", ...value] = text.split("=");
    return { name: name.trim(), value: value.join("=").trim() };
  },
  toText: (fields) => fields.map(({ name, value }) => `${name}=${value}`).join(", "),
  notHonoured: (fields) => {
    const token = fields.find(({ name }) => isForgeryToken(name));
    return token === undefined
      ? undefined
      : `${token.name} is new on every visit to the login page, and a tile that posts the form cannot know it: the app refuses it`;
  },
  read: ({ settings }) => {
    const app = settings.app as Record<string, string | null | undefined>;
    const fields = PLACES.map(members).flatMap(([name, value]) =>
      app[name] ? [{ name: app[name], value: app[value] ?? "" }] : [],
    );
    return fields.length > 0 ? fields : undefined;
  },
  write: ({ settings }, fields = []) => {
    const app = settings.app as Record<string, string | null>;
    for (const [at, place] of PLACES.entries()) {
      const [name, value] = members(place);
      app[name] = fields[at]?.name ?? null;
      app[value] = fields[at]?.value ?? null;
    }
  },
});
