import { existsSync, statSync } from "node:fs";
import { defineCheck, type Finding } from "../check.js";

/** A command that opens the database, which brings it to today's schema, and changes nothing else. */
const MIGRATES = "appint orgs list";

export default defineCheck({
  title: "Database",
  needs: ["native-module", "database-file"],

  async look(patient) {
    const { storeCutToNothing, storeNewer } = await import("../../store/problems.js");
    const { migrations } = await import("../../store/migrations/index.js");
    const inspection = await patient.inspect();
    const known = migrations.map(({ id }) => id);
    const newer = inspection.applied.filter((id) => !known.includes(id));
    if (newer.length > 0) throw storeNewer(patient.file, newer);

    if (inspection.columns.size === 0) {
      const wasCut = existsSync(`${patient.file}.key`) && statSync(patient.file).size === 0;
      if (wasCut) throw storeCutToNothing(patient.file);
      const stops = "there is nothing in the database yet";
      return [{ verdict: "passed", seen: "empty; the next command fills it", stops }];
    }

    const damage = inspection.integrity();
    if (damage.length > 0) {
      return [
        {
          verdict: "failed",
          seen: `the file is damaged: ${damage.slice(0, 3).join("; ").replaceAll("\n", " ")}${damage.length > 3 ? `; ${damage.length - 3} more` : ""}`,
          fix: "restore it and its .key file from a backup, or begin anew with another --db",
        },
      ];
    }
    const findings: Finding[] = inspection.missing().map(({ type, name, sql }) => {
      const isGone = !inspection.hasPart(name);
      return {
        verdict: "failed",
        seen: isGone ? `the ${type} ${name} is missing` : `the ${type} ${name} is not as appint made it`,
        fix: "restore the database from a backup",
        ...(type === "index" && isGone
          ? { mend: { what: `make the index ${name} anew`, run: () => execute(patient.file, sql) } }
          : {}),
      };
    });
    if (findings.length > 0) return findings;
    const due = known.filter((id) => !inspection.applied.includes(id)).length;
    if (due === 0) return [{ verdict: "passed", seen: "sound, today's schema" }];
    // The repositories know today's tables only: nobody may ask them about older ones.
    const behind = due === 1 ? "1 migration" : `${due} migrations`;
    return [
      {
        verdict: "warning",
        seen: `sound, ${behind} behind`,
        fix: `${MIGRATES}   (as every command does; it keeps a copy of the database as it is)`,
        stops: `the database is ${behind} behind, which ${MIGRATES} makes up for`,
      },
    ];
  },
});

async function execute(file: string, sql: string): Promise<void> {
  const { changeDatabase } = await import("../../store/change.js");
  await changeDatabase(file, (tx) => tx.run(sql));
}
