import { sealedTexts } from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

/** Every column whose name begins with `sealed`, of whatever table. */
export default defineInvariant({
  says: "every sealed text opens with the database's key",

  async breaches(database) {
    const { unseal } = database;
    if (!unseal) return [];
    const found: Breach[] = [];
    for (const { place, sealed } of await sealedTexts(database)) {
      try {
        unseal(sealed);
      } catch {
        found.push({
          seen: `the sealed text of ${place} does not open`,
          fix: "restore the database and its key file from one backup",
        });
      }
    }
    return found;
  },
});
