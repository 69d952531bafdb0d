/** `appint apps update-usernames <app>`: the platform's Update Now beside the username format. */
import { options } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument, usersNamed } from "../../named-things.js";

export default defineCommand({
  summary: "Apply the app's username format to people who have the app already",
  description:
    "Names are made when people are assigned, and stay when the format changes, until this command. It replaces names that were typed too.",
  examples: [
    "appint apps update-usernames payroll",
    "appint apps update-usernames payroll --user ada@example.com --json",
  ],
  changes: "org",
  args: {
    app: appArgument,
    user: options("--user <login>", "only this person: login or id"),
  },
  json: ["app", "user", "login", "before", "username", "isChanged", "why"],

  async run({ app, user: logins }, context) {
    const { updateUsernames } = await import("../../../directory/update-usernames.js");
    const { warnOfUsernames } = await import("../../output/odd-usernames.js");
    const store = await context.store();
    const users = logins === undefined ? undefined : await usersNamed(logins, context);
    const { changed, kept } = await updateUsernames(store, app, { users }, context.clock());
    const { output } = context;
    if (output.isJson) {
      const row = { app: app.slug };
      output.json([
        ...changed.map(({ user, before, username }) => ({
          ...row,
          user: user.id,
          login: user.login,
          before,
          username,
          isChanged: true,
        })),
        ...kept.map(({ user, username, why }) => ({
          ...row,
          user: user.id,
          login: user.login,
          before: username,
          username,
          isChanged: false,
          why,
        })),
      ]);
      return 0;
    }
    for (const { user, before, username } of changed)
      output.done(`${user.login} is ${username} in ${app.label}${before === "" ? "" : `, no longer ${before}`}`, {});
    for (const { user, username, why } of kept)
      output.warn(`${user.login} keeps ${username === "" ? "no name" : `the name ${username}`}: ${why}`);
    if (changed.length === 0)
      output.done(`Nothing to change: the names in ${app.label} are as the format makes them`, {});
    await warnOfUsernames(store.read, app, output);
    return 0;
  },
});
