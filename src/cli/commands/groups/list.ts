import { groupsOfOrg } from "../../../store/groups.js";
import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { GROUP_JSON_MEMBERS, groupJson } from "../../group-json.js";
import { pageSize } from "../../page-size.js";

export default defineCommand({
  summary: "List the groups of the org",
  examples: ["appint groups list", "appint groups list --limit 20 --json=id,name,type"],
  args: {
    limit: option("--limit <number>", "how many at most", { parse: pageSize, defaultText: "200" }),
    after: option("--after <name>", "begin behind this group: the last one of the page before"),
  },
  json: GROUP_JSON_MEMBERS,

  async run({ limit, after }, { store, org, output }) {
    const page = await groupsOfOrg((await store()).read, (await org()).id, { limit, after });
    if (output.isJson) output.json(page.rows.map(groupJson));
    else {
      output.list(
        page.rows,
        {
          group: (group) => group.name,
          description: (group) => group.description,
          type: (group) => group.type,
          id: (group) => group.id,
        },
        { empty: "No groups here. Make one: appint groups create Engineering" },
      );
    }
    if (page.next) output.note(`More: appint groups list --after "${page.next}"`);
    return 0;
  },
});
