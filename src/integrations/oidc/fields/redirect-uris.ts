/** Where codes and tokens are sent: compared character by character, never "nearly". */
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { appUrls } from "../../url.js";

const EXAMPLE = "http://localhost:3000/callback";

export const redirectUris = defineField<string[]>({
  key: "redirectUris",
  path: "settings.oauthClient.redirect_uris",
  term: "Sign-in redirect URIs",
  flag: "--redirect-uri <uri>",
  section: "Sign-in and sign-out",
  help: "where the app receives the code; compared exactly",
  example: EXAMPLE,
  spec: "rfc6749 §3.1.2, rfc8252 §7",
  repeatable: true,
  required: true,
  schema: appUrls(EXAMPLE, { wildcard: true }).min(1, "at least one is needed"),
  fromApp: ({ authorizeRequest: asked }) =>
    saw(asked?.redirectUri === undefined ? undefined : [asked.redirectUri], "redirect_uri of the authorize request"),
});
