import { options } from "../arguments.js";
import { defineCommand } from "../command.js";
import { appArgument, groupsNamed, usersNamedOrChosen } from "../named-things.js";
import { missingFlags } from "../problems.js";

export default defineCommand({
  summary: "Let people sign in to an app, as persons or as members of groups",
  description:
    "All that are named, or none. Members of a group get the app by it, also those who join later. Everyone is a group.",
  examples: [
    "appint assign payroll --user ada@example.com",
    "appint assign shop --user ada@example.com --group Engineering --json",
  ],
  changes: "org",
  args: {
    app: appArgument,
    user: options("--user <login>", "who gets the app: login or id"),
    group: options("--group <name>", "a group whose members get the app: name or id"),
  },
  json: ["app", "scope", "user", "login", "username", "group", "members", "created"],

  async run({ app, user: logins = [], group: names = [] }, context) {
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
    const who = { users, groups: await groupsNamed(names, context) };
    const made = await assign(await context.store(), app, who, context.clock());
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
    for (const { assignment, user, isNew } of made.users) {
      output.done(
        `${user.login} ${isNew ? "is" : "was already"} assigned to ${app.label} as ${assignment.username}`,
        {},
      );
    }
    for (const { group, members, isNew } of made.groups) {
      output.done(
        isNew
          ? `The group "${group.name}" is assigned to ${app.label}; members who got the app by it: ${members}`
          : `The group "${group.name}" was already assigned to ${app.label}`,
        {},
      );
    }
    output.next([`appint test-sso ${app.slug}`]);
    return 0;
  },
});
