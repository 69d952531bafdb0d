/** Where the app's SCIM service is. */
import { defineField } from "../../field.js";
import { isLoopback } from "../../lint.js";
import { webUrl } from "../../url.js";
import { NOT_ON_OIDC, SECTION, WITH_SCIM } from "../words.js";
import { isScim } from "./provisioning.js";

const EXAMPLE = "https://app.example/scim/v2";

export const scimBaseUrl = defineField<string>({
  key: "scimBaseUrl",
  path: "settings.provisioning.scim.baseUrl",
  term: "SCIM connector base URL",
  flag: "--scim-base-url <url>",
  section: SECTION,
  help: "address under which the service has /Users; https, or http on this machine",
  example: EXAMPLE,
  spec: "RFC 7644 §1.3",
  required: true,
  schema: webUrl(EXAMPLE).superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  }),
  when: isScim,
  meansOnlyWith: WITH_SCIM,
  notElsewhere: NOT_ON_OIDC,
});

function faultOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined; // told by the schema of an address
  const url = new URL(text);
  const resource = /\/(Users|Groups|ServiceProviderConfigs?|Schemas|ResourceTypes)\/?$/i.exec(url.pathname)?.[1];
  if (resource) return `it ends with /${resource}: the platform adds that itself, leave it out`;
  if (url.search !== "" || url.hash !== "") return "it has a ? or a #: the platform puts a path behind it";
  if (url.username !== "" || url.password !== "")
    return "it has a user name in it: credentials are settings of their own";
  if (text.includes("_")) return "it has an underscore in it, which the platform does not take";
  if (url.protocol === "http:" && !isLoopback(url)) return "it is not https, and the service is not on this machine";
  return undefined;
}
