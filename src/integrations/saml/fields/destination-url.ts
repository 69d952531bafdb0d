/** Where the response says that it is sent to: the ACS, unless it is set apart. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";
import { signOnOf } from "../settings.js";

const EXAMPLE = "http://localhost:3000/saml/destination";

export const destinationUrl = defineField<string>({
  key: "destinationUrl",
  path: "settings.signOn.destination",
  term: "Destination URL",
  flag: "--destination-url <url>",
  section: "Sign-on",
  help: "Destination of the response, where it is not the single sign-on URL; it is posted to that URL all the same",
  example: EXAMPLE,
  spec: "saml-core-2.0 §3.2.2",
  schema: webUrl(EXAMPLE),
  read(document) {
    const { destination, ssoAcsUrl } = signOnOf(document);
    return destination === ssoAcsUrl ? undefined : (destination ?? undefined);
  },
  write(document, url, { acsUrl }) {
    signOnOf(document).destination = url ?? (acsUrl as string);
  },
});
