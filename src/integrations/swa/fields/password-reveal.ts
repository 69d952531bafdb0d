/** Whether people may look at the password that they have set themselves. */
import { z } from "zod";
import { defineField, type FieldValues } from "../../field.js";
import { schemeOf } from "../credential-schemes.js";

/** Only where the password is the person's own: all others are the admin's, or the one of the org. */
const ownsPassword = ({ credentials }: FieldValues): boolean => schemeOf(credentials).password === "person";

export const passwordReveal = defineField<boolean>({
  key: "passwordReveal",
  path: "credentials.revealPassword",
  term: "Password reveal",
  flag: "--password-reveal",
  help: "let people see the password that they have set for the app",
  switch: true,
  when: ownsPassword,
  meansOnlyWith:
    "people see only a password of their own: --credentials user-sets-username-and-password or admin-sets-username-user-sets-password",
  schema: z.boolean(),
  default: (values) => (ownsPassword(values) ? false : undefined),
  notHonoured: (isAllowed) => (isAllowed ? "no page shows a stored password yet" : undefined),
});
