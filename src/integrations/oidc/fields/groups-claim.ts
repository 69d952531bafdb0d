/**
 * The groups claim: one claim with the names of the person's groups that a filter lets through, for requests that ask
 * for the scope `groups` at the org's own authorization server. The platform keeps it beside the app object, with these
 * members; here it lies in the object.
 */
import { z } from "zod";
import type { FILTER_TYPES, GroupFilter } from "../../../directory/group-filter.js";
import { claimsSupported } from "../../../protocols/oidc/claims.js";
import { defineField } from "../../field.js";
import {
  FILTER_HELP,
  filterType,
  filterValue,
  namedFilterText,
  readNamedFilter,
  refuseFaulty,
} from "../../group-filter-text.js";

export interface GroupsClaim {
  type: "FILTER";
  name: string;
  filter_type: (typeof FILTER_TYPES)[number];
  value: string;
}

/** The filter of a claim. */
export const filterOfClaim = ({ filter_type, value }: GroupsClaim): GroupFilter => ({ type: filter_type, value });

/** Claims that say something else already. @see rfc7519 §4.1, openid-connect-core-1.0 §2 */
const TAKEN = new Set<string>([...claimsSupported, "nbf", "acr", "azp", "s_hash", "sid", "scp", "cid", "uid"]);

export const groupsClaim = defineField<GroupsClaim>({
  key: "groupsClaim",
  path: "settings.oauthClient.groups_claim",
  term: "Groups claim filter",
  flag: "--groups-claim <name=regex>",
  section: "Tokens",
  ask: true,
  help: `a claim with the names of the person's groups for the scope groups, as ${FILTER_HELP}`,
  example: "groups=Eng.*",
  spec: "openid-connect-core-1.0 §5.1.2",
  schema: z
    .object({
      type: z.literal("FILTER"),
      name: z
        .string()
        .min(1, "the claim has no name; write it as groups=.*")
        .max(512, "the claim's name has more than 512 characters")
        .regex(/^\P{Cc}*$/u, "the claim's name has a control character in it")
        .refine((name) => !TAKEN.has(name), {
          error: (issue) => `the claim "${String(issue.input)}" says something else already; groups is the usual name`,
        }),
      filter_type: filterType,
      value: filterValue,
    })
    .superRefine((claim, context) => refuseFaulty(filterOfClaim(claim), context)),
  fromText: (text) => {
    const { name, filter } = readNamedFilter(text);
    return { type: "FILTER", name, filter_type: filter.type, value: filter.value };
  },
  toText: (claim) => namedFilterText({ name: claim.name, filter: filterOfClaim(claim) }),
});
