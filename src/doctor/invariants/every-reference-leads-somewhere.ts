import { danglingRows, dropDanglingRows } from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

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
        mend: {
          what: `let ${rows} of ${table} go with the ${parent} that they belonged to`,
          run: (tx) => dropDanglingRows(tx, reference),
        },
      });
    }
    return found;
  },
});
