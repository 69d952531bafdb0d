/** A table that is added later is exported with its org, or it is named here why it stays behind. */
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { headerSchema } from "../../src/org-file/format.js";
import { migrations } from "../../src/store/migrations/index.js";
import { leftBehind, orgTables } from "../../src/store/whole-org/tables.js";
import { schemaOf } from "../store/every-table.js";

const db = new Database(":memory:");
for (const migration of migrations) {
  const dialect = { sortedText: "TEXT", countingKey: "INTEGER PRIMARY KEY AUTOINCREMENT" };
  for (const statement of migration.statements(dialect)) db.exec(statement);
}
const schema = schemaOf(db);

/** The columns of each unique index that is not the primary key, but for `org_id`. */
const uniqueOf = (table: string): string[][] =>
  (db.pragma(`index_list(${table})`) as { name: string; unique: 0 | 1; origin: string }[])
    .filter(({ unique, origin }) => unique && origin !== "pk")
    .map(({ name }) =>
      (db.pragma(`index_info(${name})`) as { name: string | null }[])
        .map((column) => column.name ?? "an expression")
        .filter((column) => column !== "org_id"),
    );

describe("every table of an org", () => {
  it("is exported (src/store/whole-org/tables.ts), or says why it is left behind", () => {
    const known = [...orgTables.map(({ table }) => table), ...Object.keys(leftBehind)];
    expect(schema.ofAnOrg.filter((table) => table !== "org").sort()).toEqual(known.sort());
    for (const reason of Object.values(leftBehind)) expect(reason).toMatch(/^(protocol state|history): \w/);
  });

  it("and the org itself with all that it is", () => {
    const { type: _, format: __, version: ___, secrets: ____, ...members } = headerSchema.shape;
    expect(schema.columns("org").map(({ name }) => name)).toEqual(Object.keys(members));
  });
});

describe.each(orgTables)("the table $table", ({ type, table, through, members, key, derived = {}, unique }) => {
  const columns = Object.values(members).map(({ column }) => column);

  it("is exported with every column", () => {
    const tie = through ? [] : ["org_id"];
    expect([...columns, ...Object.keys(derived), ...tie].sort()).toEqual(
      schema
        .columns(table)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it("has its primary key as the order of its lines", () => {
    const primary = (db.pragma(`table_info(${table})`) as { name: string; pk: number }[]).filter(({ pk }) => pk > 0);
    expect(key.map((name) => members[name]?.column)).toEqual(
      primary.sort((a, b) => a.pk - b.pk).map(({ name }) => name),
    );
  });

  it("checks every reference, to a line that stands before", () => {
    const types = orgTables.map((each) => each.type);
    for (const { from, table: to } of schema.foreignKeys(table).filter((each) => each.table !== "org")) {
      const member = Object.values(members).find(({ column }) => column === from);
      expect(member?.refersTo, from).toBe(orgTables.find((each) => each.table === to)?.type);
      expect(types.indexOf(String(member?.refersTo))).toBeLessThan(types.indexOf(type));
    }
  });

  it("checks whatever the database keeps unique", () => {
    expect(unique.length).toBe(uniqueOf(table).length);
    const named = unique.filter((rule) => typeof rule !== "function").map((rule) => [...rule]);
    for (const rule of named) expect(uniqueOf(table)).toContainEqual(rule.map((name: string) => members[name]?.column));
  });
});
