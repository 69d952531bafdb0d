/** Positional arguments and options that name an app, a person or a group; what arrives in a command is the thing, not its name. */
import type { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { Group } from "../store/groups.js";
import type { Org } from "../store/orgs.js";
import type { User } from "../store/users.js";
import { positional } from "./arguments.js";
import type { Context } from "./context.js";

/** The app that was typed: id, slug or unique name. */
export const appArgument = positional({
  name: "app",
  help: "id, slug or name of the app",
  required: true,
  resolve: async (text: string, context: Context): Promise<App> => {
    const { findApp } = await import("../directory/find.js");
    return await findApp(await context.store(), await context.org(), text);
  },
  choose: async (context) => (await import("./choose-thing.js")).chooseApp(context),
});

/** The same where the org itself is meant without one. */
export const appArgumentOrNone = positional<App, false>({ ...appArgument, required: false });

/** The person that was typed: id or login. */
export const userArgument = positional({
  name: "user",
  help: "id or login of the person",
  required: true,
  resolve: userNamed,
  choose: async (context) => (await import("./choose-thing.js")).chooseUser(context),
});

/** The org that was typed: id, slug or name. */
export const orgArgument = positional({
  name: "org",
  help: "id, slug or name of the org",
  required: true,
  resolve: orgNamed,
  choose: async (context) => (await import("./choose-thing.js")).chooseOrg(context),
});

/** The same where none is needed: the org that every other command works on. */
export const orgArgumentOrCurrent = positional<Org, false>({ ...orgArgument, required: false });

async function orgNamed(text: string, context: Context): Promise<Org> {
  const { findOrg } = await import("../directory/find.js");
  return await findOrg(await context.store(), text);
}

/** For options whose text names a person. */
export async function userNamed(text: string, context: Context): Promise<User> {
  const { findUser } = await import("../directory/find.js");
  return await findUser(await context.store(), await context.org(), text);
}

/**
 * The people that a repeatable option names; where it was not given, the one whom the person picks from the list.
 *
 * @param refusal where nobody can be asked
 */
export async function usersNamedOrChosen(
  logins: readonly string[] | undefined,
  context: Context,
  refusal: () => Problem,
): Promise<User[]> {
  if (logins && logins.length > 0) return await usersNamed(logins, context);
  if (!context.canPrompt) throw refusal();
  const { chooseUser } = await import("./choose-thing.js");
  return [await chooseUser(context)];
}

/** The people that a repeatable option names, each once. */
export async function usersNamed(logins: readonly string[], context: Context): Promise<User[]> {
  const users = new Map<string, User>();
  for (const login of new Set(logins)) {
    const user = await userNamed(login, context);
    users.set(user.id, user);
  }
  return [...users.values()];
}

/** The group that was typed: id or name. */
export const groupArgument = positional({
  name: "group",
  help: "id or name of the group",
  required: true,
  resolve: groupNamed,
  choose: async (context) => (await import("./choose-thing.js")).chooseGroup(context),
});

async function groupNamed(text: string, context: Context): Promise<Group> {
  const { findGroup } = await import("../directory/find.js");
  return await findGroup(await context.store(), await context.org(), text);
}

/** The groups that a repeatable option names, each once. */
export async function groupsNamed(names: readonly string[], context: Context): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const name of new Set(names)) {
    const group = await groupNamed(name, context);
    groups.set(group.id, group);
  }
  return [...groups.values()];
}
