import { defineCommand } from "../../command.js";
import { confirmDeletion, yesOption } from "../../confirmation.js";
import { groupArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Delete a group; its members lose the apps that only this group gave them",
  examples: ["appint groups delete Engineering --yes", "appint groups delete Engineering --yes --json"],
  changes: "org",
  args: { group: groupArgument, yes: yesOption },
  json: ["id", "name", "apps"],

  async run({ group, yes }, context) {
    const { deleteGroup, refuseBuiltIn } = await import("../../../directory/groups.js");
    const { groupWord } = await import("../../../directory/group-word.js");
    refuseBuiltIn(group, "deleted");
    const word = groupWord(group);
    const thing = `the group "${group.name}" with its memberships and its assignments`;
    await confirmDeletion({ thing, name: word, command: `groups delete ${word}`, yes }, context);
    const apps = await deleteGroup(await context.store(), group, context.clock());
    const lost = apps.map(({ slug, members }) => `${slug} (${members})`).join(", ");
    context.output.done(`Group "${group.name}" deleted${lost ? `; members who lost an app by it: ${lost}` : ""}`, {
      id: group.id,
      name: group.name,
      apps,
    });
    return 0;
  },
});
