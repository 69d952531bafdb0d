/** The page with the app's login form. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/login";

export const loginUrl = defineField({
  key: "loginUrl",
  path: "settings.signOn.loginUrl",
  term: "App's login page URL",
  flag: "--login-url <url>",
  help: "the page with the app's login form; it is looked at, to find the form",
  example: EXAMPLE,
  required: true,
  schema: webUrl(EXAMPLE, { mayHaveFragment: true }),
});
