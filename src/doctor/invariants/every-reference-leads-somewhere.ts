import { danglingRows, dropDanglingRows } from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

/**
 * Rows that come and go by themselves: what is left of one that is gone is of no use. Whatever else is missing may come
 * back from a backup, and everything that belongs to it with it.
 */
const PASSING: ReadonlySet<string> = new Set(["run", "idp_session", "log_event"]);

/** Walks the references of the schema: a table that comes later is covered without a line here. */
export default defineInvariant({
  says: "every reference leads to a row that is there",

  async breaches(database) {
    const found: Breach[] = [];
    for (const reference of database.references) {
      const rows = await danglingRows(database, reference);
      if (rows === 0) continue;
      const { table, column, parent } = reference;
      found.push({
        seen: `${rows} of ${table}: ${column} leads to no ${parent}`,
        ...(PASSING.has(parent)
          ? {
              mend: {
                what: `let ${rows} of ${table} go with the ${parent} that they belonged to`,
                run: (tx) => dropDanglingRows(tx, reference),
              },
            }
          : {
              fix: "restore the database from a backup, or import the org's export into another --db: appint orgs import <file>",
            }),
      });
    }
    return found;
  },
});
