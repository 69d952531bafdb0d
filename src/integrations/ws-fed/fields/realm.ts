/** The name that the application's requests carry as `wtrealm`; without one of its own it gets one from its key. */
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { uriText } from "../uri-text.js";

export const realm = defineField<string>({
  key: "realm",
  path: "settings.app.realm",
  term: "Realm",
  flag: "--realm <uri>",
  help: "what the application calls itself in wtrealm; without it a realm is made: urn:okta:app:exk…",
  example: "urn:acme:payroll",
  spec: "ws-federation-1.2 §13.2.2",
  ask: true,
  schema: uriText("the realm"),
  fromApp: ({ wsFedRequest }) => saw(wsFedRequest?.realm, "wtrealm of the sign-in request"),
});
