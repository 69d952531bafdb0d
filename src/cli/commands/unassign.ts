import { options } from "../arguments.js";
import { defineCommand } from "../command.js";
import { appArgument, groupsNamed, usersNamedOrChosen } from "../named-things.js";
import { missingFlags } from "../problems.js";

export default defineCommand({
  summary: "Take an app away from people or groups; what the app knew of them here is lost",
  description:
    "All that are named, or none. Members of a group keep the app where another group or an assignment of their own gives it.",
  examples: ["appint unassign payroll --user ada@example.com", "appint unassign payroll --group Engineering"],
  changes: "org",
  args: {
    app: appArgument,
    user: options("--user <login>", "who loses the app: login or id"),
    group: options("--group <name>", "a group that loses the app: name or id"),
  },
  json: ["app", "user", "login", "through", "group", "members"],

  async run({ app, user: logins = [], group: names = [] }, context) {
    const users =
      names.length > 0 && logins.length === 0
        ? []
        : await usersNamedOrChosen(logins, context, () =>
            missingFlags(
              [{ flag: "--user <login>", term: "the person" }],
              "neither --user nor --group names who should lose the app",
              `unassign ${app.slug}`,
            ),
          );
    const { unassign } = await import("../../directory/assign.js");
    const who = { users, groups: await groupsNamed(names, context) };
    const made = await unassign(await context.store(), app, who, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json([
        ...made.users.map(({ user, through }) => ({
          app: app.slug,
          user: user.id,
          login: user.login,
          through: through.map(({ name }) => name),
        })),
        ...made.groups.map(({ group, members }) => ({ app: app.slug, group: group.name, members })),
      ]);
      return 0;
    }
    for (const { user, through } of made.users) {
      output.done(
        through.length === 0
          ? `${user.login} can no longer sign in to ${app.label}`
          : `${user.login} has no assignment of their own to ${app.label} any more, but keeps it through ${through.map(({ name }) => `"${name}"`).join(", ")}`,
        {},
      );
    }
    for (const { group, members } of made.groups) {
      output.done(
        `The group "${group.name}" has no assignment to ${app.label} any more; members who lost the app by it: ${members}`,
        {},
      );
    }
    return 0;
  },
});
