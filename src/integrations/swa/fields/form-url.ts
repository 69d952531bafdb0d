/** Where the login form is posted to: the `url` of the platform's form-POST template. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/login";

export const formUrl = defineField<string>({
  key: "formUrl",
  path: "settings.app.url",
  term: "Form URL",
  flag: "--form-url <url>",
  help: "where the login form is posted to; found on the login page where that can be reached",
  example: EXAMPLE,
  schema: webUrl(EXAMPLE),
});
