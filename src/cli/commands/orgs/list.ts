import { defineCommand } from "../../command.js";
import { ORG_JSON_MEMBERS, orgJson } from "../../org-json.js";

export default defineCommand({
  summary: "List the orgs of the database",
  examples: ["appint orgs list", "appint orgs list --json=slug,origin,current"],
  args: {},
  json: ORG_JSON_MEMBERS,

  async run(_, { store, output }) {
    const { currentOrg, orgs } = await import("../../../store/orgs.js");
    const db = (await store()).read;
    const [all, current] = [await orgs(db), await currentOrg(db)];
    if (output.isJson) {
      output.json(all.map((org) => orgJson(org, { current: org.id === current?.id })));
      return 0;
    }
    output.list(
      all,
      {
        org: ({ slug }) => slug,
        name: ({ name }) => name,
        address: ({ origin }) => origin,
        id: ({ id }) => id,
        current: ({ id }) => (id === current?.id ? "current" : ""),
      },
      { empty: "No org yet." },
    );
    return 0;
  },
});
