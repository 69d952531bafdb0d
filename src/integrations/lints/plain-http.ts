/** Codes, tokens and assertions that travel in clear through a network. */
import { addressesOf, defineLint, isLoopback } from "../lint.js";

export default defineLint({
  level: "warning",
  judge: ({ app }) =>
    addressesOf(app)
      .filter(({ url }) => url.protocol === "http:" && !isLoopback(url))
      .map(({ path, text }) => ({
        path,
        seen: text,
        why: "whoever is on the way reads what the browser brings there, and can use it",
        advice: "serve the app over https and set the https:// address",
      })),
});
