/** Functions on the groups of the person. */
import { defineFunction, type LanguageFunction, NoValue } from "../function.js";
import { matchesWhole } from "../regular-expression.js";
import type { Scope, ScopeGroup } from "../scope.js";
import type { Value } from "../values.js";

const MOST_GROUPS = 100;

const isMember = (fits: (group: ScopeGroup, text: string) => boolean): LanguageFunction =>
  defineFunction(["text"], ([text], { groups }) => groups.some((group) => fits(group, text)));

/** Names, `null` when there are none, as the platform has it. For group claims only: see places.ts. */
const namesWhere = (fits: (name: string, text: string) => boolean): LanguageFunction =>
  defineFunction(["text", "text", "integer"], ([source, text, limit], { groups }) => {
    const own = groups.filter(({ type }) =>
      source.toUpperCase() === "OKTA" ? type !== "APP_GROUP" : type === "APP_GROUP",
    );
    const names = own.map(({ name }) => name).filter((name) => fits(name, text));
    return names.length === 0 ? null : limited(names, limit);
  });

export const groupFunctions = {
  isMemberOfGroup: isMember(({ id }, text) => id === text),
  isMemberOfAnyGroup: defineFunction(["text"], ([...ids], { groups }) => groups.some(({ id }) => ids.includes(id)), {
    more: "text",
  }),
  isMemberOfGroupName: isMember(({ name }, text) => name === text),
  isMemberOfGroupNameStartsWith: isMember(({ name }, text) => name.startsWith(text)),
  isMemberOfGroupNameContains: isMember(({ name }, text) => name.includes(text)),
  isMemberOfGroupNameRegex: isMember(({ name }, pattern) => matchesWhole(name, pattern)),
  getFilteredGroups: defineFunction(["list", "text", "integer"], ([ids, member, limit], { groups }) => {
    if (member !== "group.name" && member !== "group.id")
      throw new NoValue(`"${member}" is no member of a group: "group.name" and "group.id" are`);
    const among = groups.filter(({ id }) => ids.includes(id));
    return limited(
      among.map(({ id, name }) => (member === "group.id" ? id : name)),
      limit,
    );
  }),
  "Groups.startsWith": namesWhere((name, text) => name.startsWith(text)),
  "Groups.endsWith": namesWhere((name, text) => name.endsWith(text)),
  "Groups.contains": namesWhere((name, text) => name.includes(text)),
  "user.getGroups": defineFunction(["map"], ([...filters], scope) => groupsWhere(filters, scope), { more: "map" }),
};

function limited(values: string[], limit: number): Value {
  if (limit < 1 || limit > MOST_GROUPS) throw new NoValue(`the limit is ${limit}, and may be 1 to ${MOST_GROUPS}`);
  return values.slice(0, limit);
}

/** Values of one filter are alternatives; every filter must hold. @returns the groups as lists [id, name, type] */
function groupsWhere(filters: readonly ReadonlyMap<string, readonly string[]>[], { groups }: Scope): Value {
  const fitting = groups.filter((group) => filters.every((filter) => fits(group, filter)));
  return fitting.slice(0, MOST_GROUPS).map(({ id, name, type }) => [id, name, type]);
}

function fits(group: ScopeGroup, filter: ReadonlyMap<string, readonly string[]>): boolean {
  const operator = filter.get("operator")?.[0] ?? "STARTS_WITH";
  for (const [key, wanted] of filter) {
    if (key === "operator") continue;
    const member = MEMBERS[key];
    if (!member) throw new NoValue(`"${key}" is no filter of groups: ${Object.keys(MEMBERS).join(", ")} are`);
    const value = member(group);
    const isExact = operator === "EXACT" || key !== "group.profile.name";
    if (!wanted.some((each) => (isExact ? value === each : value.startsWith(each)))) return false;
  }
  return true;
}

const MEMBERS: Readonly<Record<string, (group: ScopeGroup) => string>> = {
  "group.id": ({ id }) => id,
  "group.type": ({ type }) => type,
  "group.profile.name": ({ name }) => name,
  // Local groups come from nowhere else: their source is the org's own.
  "group.source.id": () => "",
};

/** Where a member of a group stands in what `user.getGroups` gives. */
export const GROUP_MEMBERS: Readonly<Record<string, number>> = {
  id: 0,
  name: 1,
  "profile.name": 1,
  type: 2,
};
