/** Who may use the assertion: the ACS, unless it is set apart. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";
import { signOnOf } from "../settings.js";

const EXAMPLE = "http://localhost:3000/saml/recipient";

export const recipientUrl = defineField<string>({
  key: "recipientUrl",
  path: "settings.signOn.recipient",
  term: "Recipient URL",
  flag: "--recipient-url <url>",
  section: "Sign-on",
  help: "Recipient of the assertion, where it is not the single sign-on URL",
  example: EXAMPLE,
  spec: "saml-core-2.0 §2.4.1.2",
  schema: webUrl(EXAMPLE),
  read(document) {
    const { recipient, ssoAcsUrl } = signOnOf(document);
    return recipient === ssoAcsUrl ? undefined : (recipient ?? undefined);
  },
  write(document, url, { acsUrl }) {
    signOnOf(document).recipient = url ?? (acsUrl as string);
  },
});
