/** Whether the app hears which session has ended. */
import { z } from "zod";
import { atPath, defineField, setPath } from "../../field.js";

const PATH = "settings.oauthClient.frontchannel_logout_session_required";

export const frontchannelLogoutSession = defineField<boolean>({
  key: "frontchannelLogoutSession",
  path: PATH,
  term: "Include user session details",
  flag: "--frontchannel-logout-session",
  section: "Sign-in and sign-out",
  help: "send issuer and session id along with a front-channel logout",
  spec: "openid-connect-frontchannel-1.0 §2",
  switch: true,
  schema: z.boolean(),
  when: (values) => values.frontchannelLogoutUri !== undefined,
  meansOnlyWith: "it goes with --frontchannel-logout-uri",
  read: (document) => (atPath(document, PATH) === true ? true : undefined),
  write: (document, value) => setPath(document, PATH, value ?? false),
});
