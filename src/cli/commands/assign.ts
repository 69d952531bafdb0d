import type { App } from "../../store/apps.js";
import { option, options } from "../arguments.js";
import { defineCommand } from "../command.js";
import { appArgument, groupsNamed, usersNamedOrChosen } from "../named-things.js";
import { warnOfUsernames } from "../output/odd-usernames.js";
import { passwordOfOne, usernameOfOne } from "../people-problems.js";
import { missingFlags } from "../problems.js";

export default defineCommand({
  summary: "Let people sign in to an app, as persons or as members of groups",
  description:
    "All that are named, or none. Members of a group get the app by it, also those who join later. Everyone is a group.",
  examples: [
    "appint assign payroll --user ada@example.com",
    "appint assign shop --user ada@example.com --group Engineering --json",
    "appint assign payroll --user ada@example.com --username alovelace",
    "appint assign timesheet --user ada@example.com --app-password 8-Cranes-Nest",
  ],
  changes: "org",
  args: {
    app: appArgument,
    user: options("--user <login>", "who gets the app: login or id"),
    group: options("--group <name>", "a group whose members get the app: name or id"),
    username: option("--username <name>", "who the person is in the app, where its username format shall not say it"),
    appPassword: option(
      "--app-password <password>",
      "the person's password for an SWA app; - reads it from standard input",
    ),
  },
  json: ["app", "scope", "user", "login", "username", "group", "members", "created"],

  async run({ app, user: logins = [], group: names = [], username, appPassword }, context) {
    const isOfOne = logins.length <= 1 && names.length === 0;
    if (username !== undefined && !isOfOne) throw usernameOfOne(app.slug);
    if (appPassword !== undefined && !isOfOne) throw passwordOfOne(app.slug);
    const password = appPassword === undefined ? undefined : await appPasswordTyped(app, appPassword);
    const users =
      names.length > 0 && logins.length === 0
        ? []
        : await usersNamedOrChosen(logins, context, () =>
            missingFlags(
              [{ flag: "--user <login>", term: "the person" }],
              "neither --user nor --group names who should get the app",
              `assign ${app.slug}`,
            ),
          );
    const { assign } = await import("../../directory/assign.js");
    const who = { users, groups: await groupsNamed(names, context), username, password };
    const store = await context.store();
    const made = await assign(store, app, who, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json([
        ...made.users.map(({ assignment, user }) => ({
          app: app.slug,
          scope: assignment.scope,
          user: user.id,
          login: user.login,
          username: assignment.username,
          created: assignment.created.toISOString(),
        })),
        ...made.groups.map(({ group, members, created }) => ({
          app: app.slug,
          scope: "GROUP",
          group: group.name,
          members,
          created: created.toISOString(),
        })),
      ]);
      return 0;
    }
    for (const { assignment, user, isNew, before } of made.users) {
      const how = isNew ? "is" : before === undefined ? "was already" : "stays";
      const instead = before ? `, no longer as ${before}` : "";
      output.done(`${user.login} ${how} assigned to ${app.label} as ${assignment.username}${instead}`, {});
    }
    for (const { group, members, isNew } of made.groups) {
      output.done(
        isNew
          ? `The group "${group.name}" is assigned to ${app.label}; members who got the app by it: ${members}`
          : `The group "${group.name}" was already assigned to ${app.label}`,
        {},
      );
    }
    await warnOfUsernames(store.read, app, output);
    const { tryOutApp } = await import("../output/try-out.js");
    output.next(app.status === "ACTIVE" ? await tryOutApp(app) : [`appint apps activate ${app.slug}`]);
    return 0;
  },
});

/** @throws Problem APP_PASSWORD_FORBIDDEN, APP_PASSWORD_MEANINGLESS, FIELD_INVALID */
async function appPasswordTyped(app: App, typed: string): Promise<string> {
  const { refuseAppPassword } = await import("../../integrations/swa/app-password.js");
  await refuseAppPassword(app);
  const { passwordFrom } = await import("../password-input.js");
  const { sharedPassword } = await import("../../integrations/swa/fields/shared-password.js");
  const { checked } = await import("../field-arguments.js");
  const password = await passwordFrom({ given: typed, generate: false });
  return checked({ ...sharedPassword, flag: "--app-password <password>", term: "App password" }, password) as string;
}
