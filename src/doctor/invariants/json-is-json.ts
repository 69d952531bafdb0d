import { brokenJson } from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

/** Columns in which the repositories keep JSON, by name; a test compares them with what the repositories parse. */
export const JSON_COLUMNS: ReadonlySet<string> = new Set([
  "amr",
  "body",
  "document",
  "overlay",
  "payload",
  "profile",
  "public_jwk",
  "state",
  "targets",
  "tests",
]);

export default defineInvariant({
  says: "what is kept as JSON is JSON",

  async breaches(database) {
    const found: Breach[] = [];
    for (const [table, columns] of database.columns) {
      for (const column of columns.filter((name) => JSON_COLUMNS.has(name))) {
        const rows = await brokenJson(database, table, column);
        if (rows > 0)
          found.push({ seen: `${rows} of ${table}: ${column} is not JSON`, fix: "restore the database from a backup" });
      }
    }
    return found;
  },
});
