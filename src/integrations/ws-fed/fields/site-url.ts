/** Where the app lives: the page that the tile leads to once people are signed in. */
import { defineField } from "../../field.js";
import { guess } from "../../seen-app.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/";

export const siteUrl = defineField({
  key: "siteUrl",
  path: "settings.app.siteURL",
  term: "Web Application URL",
  flag: "--site-url <url>",
  help: "the address of the web application",
  example: EXAMPLE,
  required: true,
  schema: webUrl(EXAMPLE),
  fromApp: ({ origin }) => guess(`${origin}/`, "where the app is"),
});
