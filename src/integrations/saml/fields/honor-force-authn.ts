/** Whether an SP can ask for a fresh sign-in. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const honorForceAuthn = defineField<boolean>({
  key: "honorForceAuthn",
  path: "settings.signOn.honorForceAuthn",
  term: "Honor Force Authentication",
  flag: "--honor-force-authn",
  section: "Advanced",
  help: "ask the person to sign in again when the request says ForceAuthn",
  spec: "saml-core-2.0 §3.4.1",
  switch: true,
  schema: z.boolean(),
  default: () => true,
});
