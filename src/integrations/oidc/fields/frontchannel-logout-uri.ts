/** Where the IdP tells the app that the person has signed out elsewhere. */
import { atPath, defineField, setPath } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/frontchannel-logout";
const PATH = "settings.oauthClient.frontchannel_logout_uri";

export const frontchannelLogoutUri = defineField<string>({
  key: "frontchannelLogoutUri",
  path: PATH,
  term: "Front-channel logout URI",
  flag: "--frontchannel-logout-uri <uri>",
  section: "Sign-in and sign-out",
  help: "the app's address that ends its session when the person signs out elsewhere",
  example: EXAMPLE,
  spec: "openid-connect-frontchannel-1.0 §2",
  schema: webUrl(EXAMPLE),
  read: (document) => (atPath(document, PATH) as string | null | undefined) ?? undefined,
  write(document, uri) {
    setPath(document, PATH, uri ?? null);
    setPath(document, "settings.oauthClient.participate_slo", uri !== undefined);
  },
  notHonoured: () => "the IdP calls no app when a person signs out",
});
