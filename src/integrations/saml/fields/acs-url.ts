/** Where the SAML response is posted. The platform posts to this setting, whatever an unsigned request names. */
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/saml/acs";

export const acsUrl = defineField({
  key: "acsUrl",
  path: "settings.signOn.ssoAcsUrl",
  term: "Single sign-on URL (ACS)",
  flag: "--acs-url <url>",
  section: "Sign-on",
  help: "the SP's Assertion Consumer Service: where the response is posted",
  example: EXAMPLE,
  spec: "saml-metadata-2.0 §2.4.4",
  required: true,
  schema: webUrl(EXAMPLE),
  fromApp: ({ authnRequest: asked, spMetadata }) => {
    if (asked?.acsUrl !== undefined) return saw(asked.acsUrl, "AssertionConsumerServiceURL of the AuthnRequest");
    if (asked?.acsIndex === undefined) return undefined;
    const named = spMetadata?.sp.acs.find(({ index }) => index === asked.acsIndex);
    return saw(named?.url, `AssertionConsumerServiceIndex ${asked.acsIndex} of the AuthnRequest, by the metadata`);
  },
  fromSpMetadata: (sp) => (sp.acs.find((endpoint) => endpoint.isDefault) ?? sp.acs[0])?.url,
});
