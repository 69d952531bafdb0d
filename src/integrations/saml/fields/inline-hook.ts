/** An outside service that may change the assertion. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { signOnOf } from "../settings.js";

export const inlineHook = defineField<string>({
  key: "inlineHook",
  path: "settings.signOn.inlineHooks",
  term: "Assertion inline hook",
  flag: "--inline-hook <id>",
  section: "Advanced",
  help: "id of the hook that may change the assertion",
  example: "calrc4ay8BtScUzIp0g7",
  schema: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{1,64}$/, "it is no id of a hook: letters and digits, as cal…"),
  notHonoured: () => "no hook is called: the assertion is sent as the app's settings say",
  read: (document) => signOnOf(document).inlineHooks?.[0]?.id,
  write(document, id) {
    signOnOf(document).inlineHooks = id === undefined ? [] : [{ id }];
  },
});
