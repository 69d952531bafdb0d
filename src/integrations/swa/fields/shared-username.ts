/** The name of the one account that everybody uses. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { isShared } from "../shared-account.js";

export const sharedUsername = defineField<string>({
  key: "sharedUsername",
  path: "credentials.userName",
  term: "Shared username",
  flag: "--shared-username <name>",
  help: "the name of the account that all people of the app share",
  example: "team",
  required: true,
  when: isShared,
  meansOnlyWith: "a shared name goes with --credentials shared-username-and-password",
  schema: z
    .string()
    .trim()
    .min(1, "the name is empty")
    .max(100, "the name has more than 100 characters")
    .regex(/^\P{Cc}*$/u, "the name has a control character in it"),
});
