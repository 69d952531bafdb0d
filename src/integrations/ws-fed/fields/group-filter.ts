/** Which groups are told: the groups whose whole name matches. */
import type { z } from "zod";
import { defineField } from "../../field.js";
import { filterValue, refuseFaulty } from "../../group-filter-text.js";

export const groupFilter = defineField<string>({
  key: "groupFilter",
  path: "settings.app.groupFilter",
  term: "Group filter",
  flag: "--group-filter <regex>",
  help: "which groups are told: a regular expression of the whole name",
  example: "Eng.*",
  when: ({ groupName }) => groupName !== undefined,
  meansOnlyWith: "a filter goes with the claim that carries the groups: --group-name",
  schema: filterValue.superRefine((value, context) =>
    refuseFaulty({ type: "REGEX", value }, context),
  ) as z.ZodType<string>,
});
