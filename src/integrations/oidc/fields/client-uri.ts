/** A page about the app, for people who are asked for consent. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "https://shop.example/";

export const clientUri = defineField<string>({
  key: "clientUri",
  path: "settings.oauthClient.client_uri",
  term: "Client URI",
  flag: "--client-uri <uri>",
  section: "Consent",
  help: "a page about the app",
  example: EXAMPLE,
  spec: "openid-connect-registration-1.0 §2",
  schema: webUrl(EXAMPLE),
});
