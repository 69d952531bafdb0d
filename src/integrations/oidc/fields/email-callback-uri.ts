/** Where a person goes on who has clicked the link of an e-mail. The platform's app object has no member for it. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/email-callback";

export const emailCallbackUri = defineField<string>({
  key: "emailCallbackUri",
  path: "settings.oauthClient.email_verification_callback_uri",
  term: "Email verification callback URI",
  flag: "--email-callback-uri <uri>",
  section: "Sign-in and sign-out",
  help: "where a person goes on who has clicked the link of a verification e-mail",
  example: EXAMPLE,
  schema: webUrl(EXAMPLE),
  notHonoured: () => "the IdP sends no e-mail",
});
