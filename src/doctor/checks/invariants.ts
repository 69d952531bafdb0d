import type { Writer } from "../../store/driver.js";
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
    // Once, before the first change: what is thought to be without loss may be wanted back after all.
    const copy = `${patient.file}.before-mending-${patient.now.toISOString().replace(/\D/g, "")}`;
    let isCopied = false;
    const change = async (work: (tx: Writer) => Promise<unknown>) => {
      await changeDatabase(patient.file, work, isCopied ? undefined : copy);
      isCopied = true;
    };
    return breaches.map(({ seen, fix, mend }) => ({
      verdict: "failed",
      seen,
      fix: mend
        ? `appint doctor --fix   (${mend.what}, after a copy of the database)`
        : (fix ?? "restore the database from a backup"),
      ...(mend ? { mend: { what: `${mend.what}; as it was before: ${copy}`, run: () => change(mend.run) } } : {}),
    }));
  },
});
