import { defineCheck, type Finding } from "../check.js";

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

export default defineCheck({
  title: "Certificates",
  needs: ["database"],

  async look(patient) {
    const { read, columns } = await patient.inspect();
    if (!columns.has("signing_key")) return { notChecked: "there are no keys yet" };
    const { orgs } = await import("../../store/orgs.js");
    const { appsOfOrg } = await import("../../store/apps.js");
    const { keysOf } = await import("../../store/keys.js");
    const { everyRow } = await import("../../store/page.js");
    const findings: Finding[] = [];
    let count = 0;
    for (const org of await orgs(read)) {
      for await (const app of everyRow((page) => appsOfOrg(read, org.id, page))) {
        for (const { kid, status, notAfter } of await keysOf(read, org.id, { app: app.id })) {
          if (!notAfter || status !== "ACTIVE") continue;
          count++;
          const days = Math.floor((notAfter.getTime() - patient.now.getTime()) / DAY_MS);
          if (days > SOON_DAYS) continue;
          const when = days < 0 ? "ended" : "ends";
          findings.push({
            verdict: days < 0 ? "failed" : "warning",
            seen: `the certificate of ${app.slug} ${when} on ${notAfter.toISOString().slice(0, 10)} (key ${kid})`,
            fix: `appint keys rotate ${app.slug}   makes the next certificate, and says how the other side gets it`,
          });
        }
      }
    }
    if (findings.length > 0) return findings;
    return [
      {
        verdict: "passed",
        seen: count === 0 ? "there is none" : `${count}, none of which ends within ${SOON_DAYS} days`,
      },
    ];
  },
});
