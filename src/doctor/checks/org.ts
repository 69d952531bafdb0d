import { defineCheck, type Finding } from "../check.js";

/** What first use makes, and every org needs to sign somebody in. */
export default defineCheck({
  title: "Orgs",
  needs: ["database", "key-file"],

  async look(patient) {
    const { read, columns } = await patient.inspect();
    if (!columns.has("org")) return { notChecked: "there is no org yet" };
    const { orgs } = await import("../../store/orgs.js");
    const { activeKey } = await import("../../store/keys.js");
    const { EVERYONE, groupByName } = await import("../../store/groups.js");
    const { usersOfOrg } = await import("../../store/users.js");
    const { TOKEN_PURPOSES } = await import("../../directory/authorization-servers.js");
    const findings: Finding[] = [];
    const all = await orgs(read);
    for (const org of all) {
      for (const purpose of TOKEN_PURPOSES) {
        if (await activeKey(read, org.id, purpose, null)) continue;
        findings.push({
          verdict: "warning",
          seen: `${org.slug} has no key that signs for ${purpose}`,
          fix: "appint doctor --fix makes it, with an event in the log; else the first token does",
          mend: {
            what: `make the ${purpose} key of ${org.slug}`,
            run: () => makeKeys(patient.file, org.id, patient.env),
          },
        });
      }
      if (!(await groupByName(read, org.id, EVERYONE)))
        findings.push({
          verdict: "failed",
          seen: `${org.slug} has no group ${EVERYONE}`,
          fix: "restore the database from a backup",
        });
      if ((await usersOfOrg(read, org.id, { limit: 1, status: "ACTIVE" })).rows.length === 0)
        findings.push({
          verdict: "warning",
          seen: `nobody of ${org.slug} is active`,
          fix: "appint users create ada@example.com",
        });
    }
    if (findings.length > 0) return findings;
    if (all.length === 0) return { notChecked: "there is no org yet; the first command makes one" };
    return [
      { verdict: "passed", seen: `${all.map(({ slug }) => slug).join(", ")}: keys, people and the group of everybody` },
    ];
  },
});

async function makeKeys(file: string, id: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { openStore } = await import("../../store/open.js");
  const { orgById } = await import("../../store/orgs.js");
  const { authorizationServersOf } = await import("../../directory/authorization-servers.js");
  const { ensureSigningKeys } = await import("../../idp/keys/signing-keys.js");
  await using store = await openStore({ file, create: false, secretKey: env.APPINT_SECRET_KEY });
  const org = await orgById(store.read, id);
  if (!org) return;
  for (const server of authorizationServersOf(org)) await ensureSigningKeys(store, org, new Date(), server);
}
