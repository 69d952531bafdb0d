/** The app's name, the one field that all kinds share. */
import { z } from "zod";
import { defineField } from "../field.js";
import { guess } from "../seen-app.js";

export const label = defineField({
  key: "label",
  path: "label",
  term: "App integration name",
  flag: "--name <name>",
  help: "name of the app, as admins and the tile show it",
  example: "Payroll",
  required: true,
  schema: z
    .string()
    .trim()
    .min(1, "the name is empty")
    .max(100, "the name has more than 100 characters")
    .refine(
      (text) => !/[\u{10000}-\u{10ffff}]/u.test(text),
      "the platform takes no characters of four bytes (such as emoji) in a name",
    )
    .refine((text) => !/\p{Cc}/u.test(text), "the name has a control character in it"),
  fromApp: ({ name }) => guess(name?.text.slice(0, 100), name?.source ?? ""),
});
