/** The password of the one account that everybody uses: kept sealed, and shown to nobody. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { isShared } from "../shared-account.js";

export const sharedPassword = defineField<string>({
  key: "sharedPassword",
  path: "secrets.sharedPassword",
  term: "Shared password",
  flag: "--shared-password <password>",
  help: "the password of the shared account; - reads it from standard input",
  example: "correct horse battery staple",
  secret: true,
  required: true,
  when: isShared,
  meansOnlyWith: "a shared password goes with --credentials shared-username-and-password",
  schema: z
    .string()
    .min(1, "the password is empty")
    .max(1024, "the password has more than 1024 characters")
    .regex(/^\P{Cc}*$/u, "the password has a control character in it"),
});
