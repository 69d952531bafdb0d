import { statSync } from "node:fs";
import { defineCheck } from "../check.js";

/** The engine takes the journal in every 4 MB; far above it, somebody was killed again and again, or still reads. */
const LARGE = 32 * 2 ** 20;

export default defineCheck({
  title: "Journal",
  needs: ["database"],

  async look({ file }) {
    const bytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes <= LARGE)
      return [{ verdict: "passed", seen: bytes === 0 ? "taken in" : `${Math.ceil(bytes / 1024)} KB` }];
    return [
      {
        verdict: "warning",
        seen: `${file}-wal has ${Math.round(bytes / 2 ** 20)} MB that are not taken into the database yet`,
        fix: "appint doctor --fix",
        mend: {
          what: "take the journal into the database",
          run: async () => {
            const { takeJournalIn } = await import("../../store/sqlite/look.js");
            takeJournalIn(file);
          },
        },
      },
    ];
  },
});
