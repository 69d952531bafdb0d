import { defineCheck } from "../check.js";

export default defineCheck({
  title: "Sessions and runs",
  needs: ["database"],

  async look(patient) {
    const inspection = await patient.inspect();
    const { expiredRows, forgetExpired } = await import("../../store/expiry.js");
    const { changeDatabase } = await import("../../store/change.js");
    const expired = await expiredRows(inspection, patient.now);
    const told = Object.entries(expired).map(([table, rows]) => `${rows} of ${table}`);
    if (told.length === 0) return [{ verdict: "passed", seen: "none is there whose time is over" }];
    return [
      {
        verdict: "warning",
        seen: `over, and still there: ${told.join(", ")}`,
        fix: "appint serve forgets them after a minute, appint doctor --fix now",
        mend: {
          what: `forget ${told.join(", ")}`,
          run: () => changeDatabase(patient.file, (tx) => forgetExpired(tx, patient.now)),
        },
      },
    ];
  },
});
