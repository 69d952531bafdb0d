import { options } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { groupArgument, usersNamedOrChosen } from "../../named-things.js";
import { missingFlags } from "../../problems.js";

export default defineCommand({
  summary: "End memberships; people lose the apps that only this group gave them",
  examples: ["appint groups remove-member Engineering --user ada@example.com"],
  changes: "org",
  args: { group: groupArgument, user: options("--user <login>", "who leaves: login or id") },
  json: ["group", "user", "login"],

  async run({ group, user: logins }, context) {
    const { groupWord } = await import("../../../directory/group-word.js");
    const { removeMembers } = await import("../../../directory/groups.js");
    const users = await usersNamedOrChosen(logins, context, () =>
      missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named who should leave",
        `groups remove-member ${groupWord(group)}`,
      ),
    );
    await removeMembers(await context.store(), group, users, context.clock());
    const { output } = context;
    if (output.isJson) output.json(users.map(({ id, login }) => ({ group: group.id, user: id, login })));
    else for (const { login } of users) output.done(`${login} is no longer a member of "${group.name}"`, {});
    return 0;
  },
});
