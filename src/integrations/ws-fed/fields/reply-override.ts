/** Whether a request may name another address for the token. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const replyOverride = defineField<boolean>({
  key: "replyOverride",
  path: "settings.app.wReplyOverride",
  term: "AllowReplyToOverride",
  flag: "--reply-override",
  help: "let a request name another reply address (wreply)",
  spec: "ws-federation-1.2 §13.2.2",
  switch: true,
  schema: z.boolean(),
  default: () => false,
});
