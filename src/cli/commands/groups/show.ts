import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { GROUP_JSON_MEMBERS, groupJson } from "../../group-json.js";
import { groupArgument } from "../../named-things.js";
import { pageSize } from "../../page-size.js";

export default defineCommand({
  summary: "Show a group: its members, and the apps that they get by it",
  examples: ["appint groups show Engineering", "appint groups show Everyone --json=name,members,apps"],
  args: {
    group: groupArgument,
    limit: option("--limit <number>", "how many members at most", { parse: pageSize, defaultText: "200" }),
    after: option("--after <id>", "begin behind the member with this id: the last one of the page before"),
  },
  json: [...GROUP_JSON_MEMBERS, "members", "apps"],

  async run({ group, limit, after }, { store, output }) {
    const { membersOf } = await import("../../../store/groups.js");
    const { appsOfGroup } = await import("../../../store/group-assignments.js");
    const { groupWord } = await import("../../../directory/group-word.js");
    const { printable } = await import("../../output/style.js");
    const db = (await store()).read;
    const [members, apps] = [await membersOf(db, group.id, { limit, after }), await appsOfGroup(db, group.id)];
    if (output.isJson) {
      output.json({
        ...groupJson(group),
        members: members.rows.map(({ id, login, status }) => ({ id, login, status })),
        apps: apps.map(({ id, slug, status }) => ({ id, slug, status })),
      });
    } else {
      const { name, id, type, description } = group;
      output.print(`${output.style.bold(printable(name))} (${id})   ${type}`);
      if (description) output.print(`  ${printable(description)}`);
      output.print(`\n  Apps     ${apps.map(({ slug }) => slug).join(", ") || "none"}`);
      output.print(`  Members  ${printable(members.rows.map(({ login }) => login).join(", ")) || "none"}`);
    }
    if (members.next) output.note(`More: appint groups show ${groupWord(group)} --after ${members.next}`);
    return 0;
  },
});
