import { rowsOfTwoOrgs } from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

/** For each table, every pair of references to something that belongs to an org; from the schema alone. */
export default defineInvariant({
  says: "what belongs together belongs to one org",

  async breaches(database) {
    const found: Breach[] = [];
    const toOrg = database.references.filter(
      ({ parent }) => parent === "org" || database.columns.get(parent)?.includes("org_id"),
    );
    for (const [index, one] of toOrg.entries()) {
      for (const other of toOrg.slice(index + 1)) {
        if (other.table !== one.table) continue;
        const rows = await rowsOfTwoOrgs(database, one, other);
        if (rows > 0)
          found.push({ seen: `${rows} of ${one.table}: ${one.column} and ${other.column} are of two orgs` });
      }
    }
    return found;
  },
});
