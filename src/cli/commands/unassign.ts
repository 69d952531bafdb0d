import { options } from "../arguments.js";
import { defineCommand } from "../command.js";
import { appArgument, userNamed } from "../named-things.js";
import { missingFlags } from "../problems.js";

export default defineCommand({
  summary: "Take an app away from people; what the app knew of them here is lost",
  examples: ["appint unassign payroll --user ada@example.com"],
  args: { app: appArgument, user: options("--user <login>", "who loses the app: login or id") },
  json: ["app", "user", "login"],

  async run({ app, user: logins }, context) {
    if (!logins)
      throw missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named who should lose the app",
        `unassign ${app.slug}`,
      );
    const { unassignUsers } = await import("../../directory/assign.js");
    const users = [];
    for (const login of new Set(logins)) users.push(await userNamed(login, context));
    await unassignUsers(await context.store(), app, users, context.clock());
    const { output } = context;
    if (output.isJson) output.json(users.map((user) => ({ app: app.slug, user: user.id, login: user.login })));
    else for (const user of users) output.done(`${user.login} can no longer sign in to ${app.label}`, {});
    return 0;
  },
});
