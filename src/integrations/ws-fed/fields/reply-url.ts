/** Where the token is posted. */
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/ws-fed";

export const replyUrl = defineField({
  key: "replyUrl",
  path: "settings.app.wReplyURL",
  term: "ReplyTo URL",
  flag: "--reply-url <url>",
  help: "the application's address that the token is posted to",
  example: EXAMPLE,
  spec: "ws-federation-1.2 §13.2.2",
  required: true,
  schema: webUrl(EXAMPLE),
  fromApp: ({ wsFedRequest }) => saw(wsFedRequest?.reply, "wreply of the sign-in request"),
});
