import { defineCheck, type Finding } from "../check.js";

export default defineCheck({
  title: "Address",
  needs: ["database"],

  async look(patient) {
    const { orgs } = await import("../../store/orgs.js");
    const { checkedOrigin } = await import("../../directory/origin.js");
    const inspection = await patient.inspect();
    if (!inspection.columns.has("org")) return { notChecked: "there is no org yet" };
    const findings: Finding[] = [];
    const { APPINT_ORIGIN: wanted } = patient.env;
    const addresses = (await orgs(inspection.read)).map(({ slug, origin }) => ({ whose: `org ${slug}`, origin }));
    if (wanted) addresses.push({ whose: "APPINT_ORIGIN", origin: wanted });
    for (const { whose, origin } of addresses) {
      try {
        checkedOrigin(origin);
        findings.push({ verdict: "passed", seen: `${whose}: ${origin}` });
      } catch (error) {
        const { what, why, fix } = error as { what: string; why: string; fix: string };
        findings.push({
          verdict: "failed",
          seen: `${whose}: ${what}, ${why}`,
          fix: whose === "APPINT_ORIGIN" ? fix : "appint serve --port 7700",
        });
      }
    }
    return findings.length > 0 ? findings : { notChecked: "there is no org yet" };
  },
});
