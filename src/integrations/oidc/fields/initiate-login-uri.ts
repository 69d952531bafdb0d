/** Where the tile sends the person so that the app starts its own sign-in; without it there is no tile. */
import { defineField } from "../../field.js";
import { guess } from "../../seen-app.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/login";

export const initiateLoginUri = defineField<string>({
  key: "initiateLoginUri",
  path: "settings.oauthClient.initiate_login_uri",
  term: "Initiate login URI",
  flag: "--initiate-login-uri <uri>",
  section: "Sign-in and sign-out",
  help: "the app's own address that starts a sign-in; gives the app a tile",
  example: EXAMPLE,
  spec: "openid-connect-core-1.0 §4",
  ask: true,
  schema: webUrl(EXAMPLE),
  fromApp: ({ startUrl }) => guess(startUrl, "opening it begins a sign-in"),
});
