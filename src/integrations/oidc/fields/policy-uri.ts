/** The app's privacy policy, which the consent dialog links to. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "https://shop.example/privacy";

export const policyUri = defineField<string>({
  key: "policyUri",
  path: "settings.oauthClient.policy_uri",
  term: "Policy URI",
  flag: "--policy-uri <uri>",
  section: "Consent",
  help: "the app's privacy policy, for the consent dialog",
  example: EXAMPLE,
  spec: "openid-connect-registration-1.0 §2",
  schema: webUrl(EXAMPLE),
});
