/** Whose LogoutRequests are answered. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { goesWithLogout } from "./single-logout.js";

export const spIssuer = defineField<string>({
  key: "spIssuer",
  path: "settings.signOn.slo.issuer",
  term: "SP Issuer",
  flag: "--sp-issuer <uri>",
  section: "Requests and logout",
  help: "the Issuer of the SP's LogoutRequests, letter by letter; mostly the audience",
  example: "http://localhost:3000/saml/metadata",
  spec: "saml-profiles-2.0 §4.4.3.1",
  schema: z
    .string()
    .trim()
    .min(1, "the SP Issuer is empty")
    .max(1024, "the SP Issuer has more than 1024 characters")
    .regex(/^\P{Cc}*$/u, "the SP Issuer has a control character in it"),
  ...goesWithLogout,
  fromSpMetadata: (sp) => sp.entityId,
});
