/** Where the login address leads, when it is another address than its own. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/signin";

export const redirectUrl = defineField<string>({
  key: "redirectUrl",
  path: "settings.signOn.redirectUrl",
  term: "Redirect URL",
  flag: "--redirect-url <url>",
  help: "the page that the login page's address redirects to, where it does",
  example: EXAMPLE,
  schema: webUrl(EXAMPLE, { mayHaveFragment: true }),
});
