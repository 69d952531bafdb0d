/** How a group of a directory is told; other groups are told by their name. */
import { z } from "zod";
import { defineField } from "../../field.js";

const FORMATS = ["windowsDomainQualifiedName", "samAccountName", "dn"] as const;

export const groupValueFormat = defineField<(typeof FORMATS)[number]>({
  key: "groupValueFormat",
  path: "settings.app.groupValueFormat",
  term: "Group attribute value",
  flag: "--group-value-format <format>",
  help: `${FORMATS.join(", ")}: of groups from Active Directory; others are told by their name`,
  schema: z.enum(FORMATS, `it must be one of ${FORMATS.join(", ")}`),
  choices: FORMATS.map((format) => ({ value: format, label: format })),
  default: () => "windowsDomainQualifiedName",
});
