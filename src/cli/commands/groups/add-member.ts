import { options } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { groupArgument, usersNamedOrChosen } from "../../named-things.js";
import { missingFlags } from "../../problems.js";

export default defineCommand({
  summary: "Make people members of a group, with the apps that it has",
  examples: [
    "appint groups add-member Engineering --user admin@example.com",
    "appint groups add-member Engineering --user ada@example.com --user admin@example.com --json",
  ],
  changes: "org",
  args: { group: groupArgument, user: options("--user <login>", "who becomes a member: login or id") },
  json: ["group", "user", "login", "isNew"],

  async run({ group, user: logins }, context) {
    const { groupWord } = await import("../../../directory/group-word.js");
    const { addMembers } = await import("../../../directory/groups.js");
    const users = await usersNamedOrChosen(logins, context, () =>
      missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named who should become a member",
        `groups add-member ${groupWord(group)}`,
      ),
    );
    const rows = await addMembers(await context.store(), group, users, context.clock());
    const { output } = context;
    if (output.isJson)
      output.json(rows.map(({ user, isNew }) => ({ group: group.id, user: user.id, login: user.login, isNew })));
    else
      for (const { user, isNew } of rows)
        output.done(`${user.login} ${isNew ? "is" : "was already"} a member of "${group.name}"`, {});
    return 0;
  },
});
