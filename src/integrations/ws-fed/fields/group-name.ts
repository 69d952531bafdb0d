/** The claim that carries the person's groups. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const groupName = defineField<string>({
  key: "groupName",
  path: "settings.app.groupName",
  term: "Group name",
  flag: "--group-name <name>",
  help: "the claim that carries the person's groups",
  example: "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
  schema: z
    .string()
    .trim()
    .min(1, "the name is empty")
    .max(512, "the name has more than 512 characters")
    .regex(/^\P{Cc}*$/u, "the name has a control character in it"),
});
