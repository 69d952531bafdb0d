/** Positional arguments and options that name an app or a person; what arrives in a command is the thing, not its name. */
import type { App } from "../store/apps.js";
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
});

/** The person that was typed: id or login. */
export const userArgument = positional({
  name: "user",
  help: "id or login of the person",
  required: true,
  resolve: userNamed,
});

/** The org that was typed: id, slug or name. */
export const orgArgument = positional({
  name: "org",
  help: "id, slug or name of the org",
  required: true,
  resolve: orgNamed,
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
