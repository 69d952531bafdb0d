import { defineCheck } from "../check.js";

/** Nobody ran this before it was written. */
const EARLIEST = Date.parse("2026-01-01T00:00:00Z");
const BEHIND_MS = 60_000;

export default defineCheck({
  title: "Clock",
  needs: ["database"],

  async look(patient) {
    const { read, columns } = await patient.inspect();
    const { lastPublished } = await import("../../store/log-events.js");
    const last = columns.has("log_event") ? await lastPublished(read) : undefined;
    const now = patient.now.toISOString();
    if (patient.now.getTime() < EARLIEST)
      return [
        { verdict: "failed", seen: `the clock says ${now}: it was never set`, fix: "set the clock of this machine" },
      ];
    if (last && last.getTime() - patient.now.getTime() > BEHIND_MS) {
      return [
        {
          verdict: "warning",
          seen: `the clock says ${now}, the last event of the log was at ${last.toISOString()}`,
          fix: "set the clock of this machine; if it was that event's that was wrong, new events keep its time until then",
        },
      ];
    }
    return [{ verdict: "passed", seen: `${now}, not before the last event of the log` }];
  },
});
