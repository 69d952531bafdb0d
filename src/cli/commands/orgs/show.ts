import { defineCommand } from "../../command.js";
import { orgArgumentOrCurrent } from "../../named-things.js";
import { ORG_JSON_MEMBERS, orgJson } from "../../org-json.js";

export default defineCommand({
  summary: "Show an org: its address, how much is in it, and who administers it",
  examples: ["appint orgs show", "appint orgs show staging --json=origin,counts"],
  args: { org: orgArgumentOrCurrent },
  json: [...ORG_JSON_MEMBERS, "counts", "admins"],

  async run({ org: named }, context) {
    const { countsOfOrg, currentOrg } = await import("../../../store/orgs.js");
    const { adminsOf } = await import("../../../directory/admins.js");
    const org = named ?? (await context.org());
    const db = (await context.store()).read;
    const current = (await currentOrg(db))?.id === org.id;
    const counts = await countsOfOrg(db, org.id);
    const admins = (await adminsOf(db, org.id)).map(({ user }) => user.login);
    const { output } = context;
    if (output.isJson) {
      output.json({ ...orgJson(org, { current }), counts, admins });
      return 0;
    }
    const { setupText } = await import("../../output/setup.js");
    const { printable } = await import("../../output/style.js");
    output.print(`${output.style.bold(printable(org.name))} (${org.slug}, ${org.id})${current ? "   current" : ""}`);
    const rows = [
      { label: "Address", value: org.origin },
      { label: "People", value: String(counts.people) },
      { label: "Groups", value: String(counts.groups) },
      { label: "Apps", value: String(counts.apps) },
      { label: "Admins", value: admins.join(", ") || "nobody" },
    ];
    output.print(setupText("Org", rows, output.style));
    if (admins.length < 2)
      output.note(
        "\n  The platform advises two or three admins in the org that owns an integration, so that the team keeps access:\n  appint orgs admins add --user <login>",
      );
    return 0;
  },
});
