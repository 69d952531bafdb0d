/** Whether people are asked before an app learns about them. */
import { defineField } from "../../field.js";
import { chosenFrom } from "../chosen.js";

export const consent = defineField<"TRUSTED" | "REQUIRED">({
  key: "consent",
  path: "settings.oauthClient.consent_method",
  term: "User consent",
  flag: "--consent <method>",
  section: "Consent",
  help: "trusted (nobody is asked) or required",
  spec: "openid-connect-core-1.0 §3.1.2.4",
  ...chosenFrom<"TRUSTED" | "REQUIRED">([
    { value: "TRUSTED", typed: "trusted", label: "nobody is asked" },
    { value: "REQUIRED", typed: "required", label: "people agree to what the app learns about them" },
  ]),
  default: () => "TRUSTED",
  notHonoured: (method) =>
    method === "REQUIRED" ? "the IdP asks nobody for consent; every scope is granted" : undefined,
});
