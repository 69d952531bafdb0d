import { ROLE_WORDS, roleOf, roleWord } from "../../../admin-role.js";
import { option, options } from "../../../arguments.js";
import { defineCommand } from "../../../command.js";
import { usersNamedOrChosen } from "../../../named-things.js";
import { missingFlags } from "../../../problems.js";

export default defineCommand({
  summary: "Make people admins of the org; two or three are advised",
  description:
    "All that are named, or none. An org whose only admin leaves cannot look after its integrations any more. Roles are kept and shown; nobody signs in to appint as an admin.",
  examples: [
    "appint orgs admins add --user ada@example.com",
    "appint orgs admins add --user ada@example.com --role app-admin --json",
  ],
  changes: "org",
  args: {
    user: options("--user <login>", "who becomes an admin: login or id"),
    role: option("--role <role>", `${ROLE_WORDS.join(", ")}`, { parse: roleOf, defaultText: "super-admin" }),
  },
  json: ["user", "login", "role", "isNew"],

  async run({ user: logins, role = "SUPER_ADMIN" }, context) {
    const { grantRole } = await import("../../../../directory/admins.js");
    const users = await usersNamedOrChosen(logins, context, () =>
      missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named who should become an admin",
        "orgs admins add",
      ),
    );
    const rows = await grantRole(await context.store(), await context.org(), users, role, context.clock());
    const { output } = context;
    if (output.isJson) output.json(rows.map(({ user, isNew }) => ({ user: user.id, login: user.login, role, isNew })));
    else
      for (const { user, isNew } of rows)
        output.done(`${user.login} ${isNew ? "is" : "was already"} an admin (${roleWord(role)})`, {});
    return 0;
  },
});
