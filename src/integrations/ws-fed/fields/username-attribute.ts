/** Which claims carry the person's username. */
import { z } from "zod";
import { defineField } from "../../field.js";

const WAYS = ["username", "upn", "upnAndUsername", "none"] as const;

export const usernameAttribute = defineField<(typeof WAYS)[number]>({
  key: "usernameAttribute",
  path: "settings.app.usernameAttribute",
  term: "Username attribute statements",
  flag: "--username-attribute <claim>",
  help: `which claims carry the username: ${WAYS.join(", ")}`,
  schema: z.enum(WAYS, `it must be one of ${WAYS.join(", ")}`),
  choices: WAYS.map((way) => ({ value: way, label: way })),
  default: () => "username",
});
