/** Which of a person's groups an app is told: a filter over their names, as attribute statements and claims have it. */
import type { Group } from "../store/groups.js";
import { linearRegex, RegexFault } from "./linear-regex/index.js";

/** The platform's words for the four ways to compare. */
export const FILTER_TYPES = ["STARTS_WITH", "EQUALS", "CONTAINS", "REGEX"] as const;

export interface GroupFilter {
  type: (typeof FILTER_TYPES)[number];
  value: string;
}

/**
 * The names of the groups that the filter lets through, in the order of the groups. A regular expression is compared
 * with the whole name, as the platform does; capitals count in all four.
 *
 * @throws RegexFault for an expression that `faultOf` names
 */
export function namesThrough(filter: GroupFilter, groups: readonly Group[]): string[] {
  const passes = testOf(filter);
  return groups.map(({ name }) => name).filter(passes);
}

/** Why the filter cannot be used; undefined for a good one. */
export function faultOf({ type, value }: GroupFilter): string | undefined {
  try {
    testOf({ type, value });
    return undefined;
  } catch (error) {
    if (error instanceof RegexFault) return error.message;
    throw error;
  }
}

function testOf({ type, value }: GroupFilter): (name: string) => boolean {
  switch (type) {
    case "STARTS_WITH":
      return (name) => name.startsWith(value);
    case "EQUALS":
      return (name) => name === value;
    case "CONTAINS":
      return (name) => name.includes(value);
    case "REGEX":
      return linearRegex(value);
  }
}
