import { defineCommand } from "../../../command.js";

export default defineCommand({
  summary: "List who administers the org, and in which roles",
  examples: ["appint orgs admins list", "appint orgs admins list --json=login,roles"],
  args: {},
  json: ["user", "login", "status", "roles"],

  async run(_, { store, org, output }) {
    const { everyAdmin } = await import("../../../../directory/admins.js");
    const { roleWord } = await import("../../../admin-role.js");
    const admins = await everyAdmin((await store()).read, (await org()).id);
    if (output.isJson) {
      output.json(admins.map(({ user, roles }) => ({ user: user.id, login: user.login, status: user.status, roles })));
      return 0;
    }
    output.list(
      admins,
      {
        login: ({ user }) => user.login,
        roles: ({ roles }) => roles.map(roleWord).join(", "),
        status: ({ user }) => user.status,
        id: ({ user }) => user.id,
      },
      { empty: "No admins here. Make one: appint orgs admins add --user ada@example.com" },
    );
    return 0;
  },
});
