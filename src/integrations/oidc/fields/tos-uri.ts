/** The app's terms, which the consent dialog links to. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "https://shop.example/terms";

export const tosUri = defineField<string>({
  key: "tosUri",
  path: "settings.oauthClient.tos_uri",
  term: "Terms of Service URI",
  flag: "--tos-uri <uri>",
  section: "Consent",
  help: "the app's terms, for the consent dialog",
  example: EXAMPLE,
  spec: "openid-connect-registration-1.0 §2",
  schema: webUrl(EXAMPLE),
});
