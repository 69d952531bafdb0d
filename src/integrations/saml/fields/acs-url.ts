/** Where the SAML response is posted. The platform posts to this setting, whatever an unsigned request names. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/saml/acs";

export const acsUrl = defineField({
  key: "acsUrl",
  path: "settings.signOn.ssoAcsUrl",
  term: "Single sign-on URL (ACS)",
  flag: "--acs-url <url>",
  help: "the SP's Assertion Consumer Service: where the response is posted",
  example: EXAMPLE,
  spec: "saml-metadata-2.0 §2.4.4",
  required: true,
  schema: webUrl(EXAMPLE),
  fromSpMetadata: (sp) => (sp.acs.find((endpoint) => endpoint.isDefault) ?? sp.acs[0])?.url,
});
