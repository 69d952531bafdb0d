import { defineCheck } from "../check.js";

export default defineCheck({
  title: "Content",
  needs: ["database"],

  async look(patient) {
    const { breachesOf, invariants } = await import("../invariant.js");
    const { changeDatabase } = await import("../../store/change.js");
    const inspection = await patient.inspect();
    if (inspection.columns.size === 0) return { notChecked: "there is nothing in the database yet" };
    const unseal = await inspection.unsealer().catch(() => undefined); // told by the check of the key
    const breaches = await breachesOf({ ...inspection, unseal });
    if (breaches.length === 0)
      return [{ verdict: "passed", seen: `nothing contradicts itself (${(await invariants()).length} rules)` }];
    return breaches.map(({ seen, fix, mend }) => ({
      verdict: "failed",
      seen,
      fix: mend ? `appint doctor --fix   (${mend.what})` : (fix ?? "restore the database from a backup"),
      ...(mend ? { mend: { what: mend.what, run: () => changeDatabase(patient.file, mend.run) } } : {}),
    }));
  },
});
