import { ROLE_WORDS, roleOf, roleWord } from "../../../admin-role.js";
import { option, options } from "../../../arguments.js";
import { defineCommand } from "../../../command.js";
import { usersNamedOrChosen } from "../../../named-things.js";
import { missingFlags } from "../../../problems.js";

export default defineCommand({
  summary: "Take the roles of admins away; the last super admin stays",
  examples: [
    "appint orgs admins remove --user ada@example.com",
    "appint orgs admins remove --user ada@example.com --role super-admin --json",
  ],
  changes: "org",
  args: {
    user: options("--user <login>", "who is no admin any more: login or id"),
    role: option("--role <role>", `only this role: ${ROLE_WORDS.join(", ")}`, { parse: roleOf }),
  },
  json: ["user", "login", "roles"],

  async run({ user: logins, role }, context) {
    const { revokeRoles } = await import("../../../../directory/admins.js");
    const users = await usersNamedOrChosen(logins, context, () =>
      missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named whose roles end",
        "orgs admins remove",
      ),
    );
    const rows = await revokeRoles(await context.store(), await context.org(), users, { role }, context.clock());
    const { output } = context;
    if (output.isJson) output.json(rows.map(({ user, roles }) => ({ user: user.id, login: user.login, roles })));
    else
      for (const { user, roles } of rows)
        output.done(`${user.login} has no longer the role of ${roles.map(roleWord).join(", ")}`, {});
    return 0;
  },
});
