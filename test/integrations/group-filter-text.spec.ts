import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_TYPES, type GroupFilter, namesThrough } from "../../src/directory/group-filter.js";
import { namedFilterText, readNamedFilter } from "../../src/integrations/group-filter-text.js";
import type { Group } from "../../src/store/groups.js";

const named = (...names: string[]) => names.map((name) => ({ name }) as Group);

describe("a group filter on the command line", () => {
  it.each([
    ["groups=Eng.*", "groups", "REGEX", "Eng.*"],
    ["groups==Engineering", "groups", "EQUALS", "Engineering"],
    ["groups^=Eng", "groups", "STARTS_WITH", "Eng"],
    ["groups*=gin", "groups", "CONTAINS", "gin"],
    [" roles = ^(a|b)$ ", "roles", "REGEX", "^(a|b)$"],
    ["groups=^=x", "groups", "REGEX", "^=x"],
    ["groups===", "groups", "EQUALS", "="],
    ["http://schemas.example/claims/groups=.*", "http://schemas.example/claims/groups", "REGEX", ".*"],
    ["groups", "groups", "REGEX", ""],
    ["=x", "", "REGEX", "x"],
    ["", "", "REGEX", ""],
  ])("%j names the attribute, how to compare, and with what", (text, name, type, value) => {
    expect(readNamedFilter(text)).toEqual({ name, filter: { type, value } });
  });

  it("is shown as it is typed", () => {
    const name = fc.constantFrom("groups", "a.b/c:d");
    const value = fc.string({ unit: fc.constantFrom(..."ab=^*., "), minLength: 1 }).map((text) => text.trim() || "a");
    fc.assert(
      fc.property(name, fc.constantFrom(...FILTER_TYPES), value, (name, type, value) => {
        const read = readNamedFilter(namedFilterText({ name, filter: { type, value } }));
        // The one text that must be written otherwise means the same.
        const meant = type === "REGEX" && value.startsWith("=") ? `\\${value}` : value;
        expect(read).toEqual({ name, filter: { type, value: meant } });
      }),
    );
    expect(namesThrough(readNamedFilter("g=\\=x").filter, named("=x", "\\=x"))).toEqual(["=x"]);
  });
});

describe("a group filter", () => {
  const groups = named("App Engineering", "Engineering", "Engineering (EU)", "Everyone", "engineering");

  it.each<[GroupFilter["type"], string, string[]]>([
    ["EQUALS", "Engineering", ["Engineering"]],
    ["STARTS_WITH", "Engineering", ["Engineering", "Engineering (EU)"]],
    ["CONTAINS", "Engineering", ["App Engineering", "Engineering", "Engineering (EU)"]],
    ["CONTAINS", "(", ["Engineering (EU)"]],
    ["REGEX", "Engineering", ["Engineering"]],
    ["REGEX", "E.*", ["Engineering", "Engineering (EU)", "Everyone"]],
    ["REGEX", "(?i)engineering", ["Engineering", "engineering"]],
    ["REGEX", ".*", ["App Engineering", "Engineering", "Engineering (EU)", "Everyone", "engineering"]],
    ["REGEX", "Sales", []],
  ])("%s %s lets through what it should, in the order of the groups", (type, value, names) => {
    expect(namesThrough({ type, value }, groups)).toEqual(names);
  });
});
