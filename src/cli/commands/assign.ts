import { options } from "../arguments.js";
import { defineCommand } from "../command.js";
import { appArgument, userNamed } from "../named-things.js";
import { missingFlags } from "../problems.js";

export default defineCommand({
  summary: "Let people sign in to an app",
  examples: [
    "appint assign payroll --user ada@example.com",
    "appint assign shop --user ada@example.com --user admin@example.com --json",
  ],
  args: { app: appArgument, user: options("--user <login>", "who gets the app: login or id") },
  json: ["app", "user", "login", "username", "scope", "created"],

  async run({ app, user: logins }, context) {
    if (!logins)
      throw missingFlags(
        [{ flag: "--user <login>", term: "the person" }],
        "nobody is named who should get the app",
        `assign ${app.slug}`,
      );
    const { assignUsers } = await import("../../directory/assign.js");
    const users = [];
    for (const login of new Set(logins)) users.push(await userNamed(login, context));
    const rows = await assignUsers(await context.store(), app, users, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json(
        rows.map(({ assignment, user }) => ({
          app: app.slug,
          user: user.id,
          login: user.login,
          username: assignment.username,
          scope: assignment.scope,
          created: assignment.created.toISOString(),
        })),
      );
      return 0;
    }
    for (const { assignment, user, isNew } of rows) {
      output.done(
        `${user.login} ${isNew ? "is" : "was already"} assigned to ${app.label} as ${assignment.username}`,
        {},
      );
    }
    output.next([`appint test-sso ${app.slug}`]);
    return 0;
  },
});
