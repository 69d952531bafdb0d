/** The list of redirect URIs whose apps see the same pairwise sub. */
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "https://shop.example/sector.json";

export const sectorIdentifierUri = defineField<string>({
  key: "sectorIdentifierUri",
  path: "settings.oauthClient.sector_identifier_uri",
  term: "Sector identifier URI",
  flag: "--sector-identifier-uri <uri>",
  section: "Tokens",
  help: "redirect URIs of the apps that share their pairwise sub",
  example: EXAMPLE,
  spec: "openid-connect-registration-1.0 §2",
  schema: webUrl(EXAMPLE),
  when: (values) => values.subjectType === "pairwise",
  meansOnlyWith: "it goes with --subject-type pairwise",
});
