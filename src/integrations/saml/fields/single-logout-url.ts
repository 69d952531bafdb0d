/** Where the SP is told how a sign-out went. */
import { BINDINGS } from "../../../protocols/saml/urns.js";
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";
import { goesWithLogout } from "./single-logout.js";

const EXAMPLE = "http://localhost:3000/saml/logout";

export const singleLogoutUrl = defineField<string>({
  key: "singleLogoutUrl",
  path: "settings.signOn.slo.logoutUrl",
  term: "Single Logout URL",
  flag: "--single-logout-url <url>",
  section: "Requests and logout",
  help: "where the answer to the SP's LogoutRequest is posted",
  example: EXAMPLE,
  spec: "saml-metadata-2.0 §2.2.2",
  schema: webUrl(EXAMPLE),
  ...goesWithLogout,
  fromSpMetadata({ sloUrls }) {
    const service = sloUrls.find(({ binding }) => binding === BINDINGS.post) ?? sloUrls[0];
    const url = service?.responseUrl ?? service?.url;
    return webUrl(EXAMPLE).safeParse(url).success ? url : undefined;
  },
});
