import { option, positional } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { GROUP_JSON_MEMBERS, groupJson } from "../../group-json.js";

export default defineCommand({
  summary: "Make a group of people",
  description: "Its members are added by hand, and get the apps that are assigned to it.",
  examples: [
    "appint groups create Sales",
    'appint groups create "Payroll admins" --description "May change salaries" --json=id,name',
  ],
  changes: "org",
  args: {
    name: positional({ name: "name", help: "unique in the org, at most 255 characters", required: true }),
    description: option("--description <text>", "what the group is for"),
  },
  json: GROUP_JSON_MEMBERS,

  async run({ name, description }, { store, org, clock, output }) {
    const { createGroup } = await import("../../../directory/groups.js");
    const { groupWord } = await import("../../../directory/group-word.js");
    const group = await createGroup(await store(), await org(), { name, description }, clock());
    const word = groupWord(group);
    output.done(`Group "${group.name}" created (${group.id})`, groupJson(group), {
      next: [`appint groups add-member ${word} --user <login>`, `appint assign <app> --group ${word}`],
    });
    return 0;
  },
});
