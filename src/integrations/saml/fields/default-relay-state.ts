/** Sent along when the sign-in starts at the tile and its link carries none. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const defaultRelayState = defineField({
  key: "defaultRelayState",
  path: "settings.signOn.defaultRelayState",
  term: "Default RelayState",
  flag: "--default-relay-state <text>",
  section: "Sign-on",
  help: "where the app takes the person when the tile starts the sign-in",
  example: "/reports?q=1",
  spec: "saml-profiles-2.0 §4.1.5",
  schema: z
    .string()
    .max(1024, "the RelayState has more than 1024 characters")
    .regex(/^\P{Cc}*$/u, "the RelayState has a control character in it"),
});
