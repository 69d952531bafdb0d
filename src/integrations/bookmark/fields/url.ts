/** Where the tile leads. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/wiki";

export const url = defineField({
  key: "url",
  path: "settings.app.url",
  term: "URL",
  flag: "--url <url>",
  help: "the page that the tile opens",
  example: EXAMPLE,
  required: true,
  schema: webUrl(EXAMPLE, { mayHaveFragment: true }),
});
