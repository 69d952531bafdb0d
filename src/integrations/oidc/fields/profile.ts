/** Anything that the org wants to keep with the app; expressions can read it. */
import { z } from "zod";
import { defineField } from "../../field.js";

const NO_OBJECT = 'it must be an object in JSON, as {"tier": "gold"}';
const MOST_CHARACTERS = 1_000_000;

export const profile = defineField<Record<string, unknown>>({
  key: "profile",
  path: "profile",
  term: "Custom profile",
  flag: "--profile <json>",
  help: "whatever the org wants to keep with the app, as an object in JSON",
  example: '{"tier": "gold"}',
  schema: z
    .record(z.string(), z.unknown(), NO_OBJECT)
    .refine((value) => JSON.stringify(value).length <= MOST_CHARACTERS, "it is longer than a million characters"),
  fromText(text) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text; // its schema says what is wanted
    }
  },
  toText: (value) => JSON.stringify(value),
});
