/**
 * How a group filter is typed: a name, how the groups' names are compared, and with what.
 *
 *   groups=Eng.*      the whole name matches the regular expression
 *   groups==Eng       the name equals it
 *   groups^=Eng       the name starts with it
 *   groups*=Eng       the name contains it
 */
import { z } from "zod";
import { FILTER_TYPES, faultOf, type GroupFilter } from "../directory/group-filter.js";

export interface NamedFilter {
  name: string;
  filter: GroupFilter;
}

const OPERATORS = { EQUALS: "==", STARTS_WITH: "^=", CONTAINS: "*=", REGEX: "=" } as const satisfies Record<
  GroupFilter["type"],
  string
>;

/** The four ways in one line, for the help of a flag. */
export const FILTER_HELP =
  "groups=REGEX (of the whole name), groups==equal, groups^=start or groups*=part, over the groups' names";

export function readNamedFilter(text: string): NamedFilter {
  const [, name = text, operator, value = ""] = /^([^=]*?)(==|\^=|\*=|=)(.*)$/su.exec(text.trim()) ?? [];
  const [type] = Object.entries(OPERATORS).find(([, written]) => written === operator) ?? ["REGEX"];
  return { name: name.trim(), filter: { type: type as GroupFilter["type"], value: value.trim() } };
}

export function namedFilterText({ name, filter: { type, value } }: NamedFilter): string {
  // Without the backslash it would be read as the other operator.
  const shown = type === "REGEX" && value.startsWith("=") ? `\\${value}` : value;
  return `${name}${OPERATORS[type]}${shown}`;
}

const LONGEST = 1024;

/** What the groups' names are compared with. */
export const filterValue = z
  .string()
  .min(1, `nothing is there to compare the groups' names with; write ${FILTER_HELP}`)
  .max(LONGEST, `a filter has more than ${LONGEST} characters`)
  .regex(/^\P{Cc}*$/u, "a filter has a control character in it");

export const filterType = z.enum(FILTER_TYPES, `a filter is one of ${FILTER_TYPES.join(", ")}`);

/** Tells the schema why a filter cannot be used. */
export function refuseFaulty(filter: GroupFilter, context: z.RefinementCtx): void {
  const fault = faultOf(filter);
  if (fault) context.addIssue({ code: "custom", message: `the regular expression cannot be used: ${fault}` });
}
