/** The IdP's entity id for this app; another one where several sign-ins share one SP. */
import { z } from "zod";
import { defineField } from "../../field.js";

const KEY = "${org.externalKey}";

export const idpIssuer = defineField<string>({
  key: "idpIssuer",
  path: "settings.signOn.idpIssuer",
  term: "SAML Issuer ID",
  flag: "--idp-issuer <uri>",
  section: "Advanced",
  help: `the IdP's entity id for this app; ${KEY} stands for the app's key`,
  example: `http://www.okta.com/${KEY}`,
  spec: "saml-core-2.0 §2.2.5",
  schema: z
    .string()
    .trim()
    .min(1, "the issuer is empty")
    .max(1024, "the issuer has more than 1024 characters")
    .regex(/^\P{Cc}*$/u, "the issuer has a control character in it")
    .refine((text) => !text.replaceAll(KEY, "").includes("${"), `nothing but ${KEY} can stand in a \${…} here`),
  default: () => `http://www.okta.com/${KEY}`,
});
