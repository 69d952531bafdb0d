/** The logo that the consent dialog shows; the tile's own logo is another setting. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "https://shop.example/logo.png";

export const logoUri = defineField<string>({
  key: "logoUri",
  path: "settings.oauthClient.logo_uri",
  term: "Logo URI",
  flag: "--logo-uri <uri>",
  section: "Consent",
  help: "the app's logo in the consent dialog",
  example: EXAMPLE,
  spec: "openid-connect-registration-1.0 §2",
  schema: webUrl(EXAMPLE),
});
