/** When the app's session must end: SessionNotOnOrAfter of the assertion. */
import { z } from "zod";
import { defineField } from "../../field.js";

const A_NUMBER = "it is not a number of seconds from 1 to 31536000";

export const sessionLifetime = defineField<number>({
  key: "sessionLifetime",
  path: "settings.signOn.samlAssertionLifetimeSeconds",
  term: "Maximum app session lifetime",
  flag: "--session-lifetime <seconds>",
  section: "Advanced",
  help: "how long the app's session may last, in seconds; nothing is said of it without",
  example: "3600",
  spec: "saml-core-2.0 §2.7.2",
  schema: z.number(A_NUMBER).int(A_NUMBER).min(1, A_NUMBER).max(31_536_000, A_NUMBER),
  fromText: (text) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN),
});
