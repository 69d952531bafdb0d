import { defineCommand } from "../../command.js";
import { orgArgument } from "../../named-things.js";
import { ORG_JSON_MEMBERS, orgJson } from "../../org-json.js";

export default defineCommand({
  summary: "Work in another org from now on",
  description: "For one command alone there is --org.",
  examples: ["appint orgs use staging", "appint orgs use default --json"],
  changes: "org",
  args: { org: orgArgument },
  json: ORG_JSON_MEMBERS,

  async run({ org }, { store, env, output }) {
    const { setCurrentOrg } = await import("../../../store/orgs.js");
    // No org changes by it: which one is current is a habit of this database, and no log is about it.
    await (await store()).keep((tx) => setCurrentOrg(tx, org.id));
    output.done(`${org.slug} is the current org   ${org.origin}`, orgJson(org, { current: true }), {
      next: ["appint apps list"],
    });
    if (env.APPINT_ORG && env.APPINT_ORG !== org.slug)
      output.warn(`APPINT_ORG is set to ${env.APPINT_ORG}, and goes before the current org.`);
    return 0;
  },
});
