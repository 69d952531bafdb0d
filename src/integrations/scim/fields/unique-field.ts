/** The attribute by which a person is looked up in the app. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { NOT_ON_OIDC, SECTION, WITH_SCIM } from "../words.js";
import { isScim } from "./provisioning.js";

export const scimUniqueField = defineField<string>({
  key: "scimUniqueField",
  path: "settings.provisioning.scim.uniqueField",
  term: "Unique identifier field for users",
  flag: "--scim-unique-field <attribute>",
  section: SECTION,
  help: "attribute that the platform looks people up by, as userName or email",
  example: "userName",
  spec: "RFC 7644 §3.4.2.2",
  schema: z
    .string()
    .trim()
    .max(200, "it has more than 200 characters")
    .regex(/^[A-Za-z][\w$:./-]*$/, "it is no name of a SCIM attribute: letters first, then letters, digits, . and :"),
  default: () => "userName",
  when: isScim,
  meansOnlyWith: WITH_SCIM,
  notElsewhere: NOT_ON_OIDC,
});
