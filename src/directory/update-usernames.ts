/** Update Now: the app's username format, applied to those who have the app already. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import { type Assignment, assignmentOf, assignmentsOfApp } from "../store/assignments.js";
import type { Reader } from "../store/driver.js";
import type { Store } from "../store/store.js";
import { type User, userById } from "../store/users.js";
import { renameAppUser } from "./app-users.js";
import { noNameToUpdate, usernamesAreTyped } from "./problems.js";
import { readyUsernames, usernameFor, usernameTemplateOf } from "./username.js";

export interface UpdatedUsernames {
  /** `before` is empty for who had no name. */
  changed: { user: User; before: string; username: string }[];
  /** Who keeps the name they have, since the format makes none. */
  kept: { user: User; username: string; why: string }[];
}

/**
 * Gives everybody who has the app, or those who are named, the name that the format makes of their profile, all at once;
 * also those whose name was typed. Where all have it already nothing is written.
 *
 * @throws Problem USERNAMES_TYPED where the format is None; NO_NAME_TO_UPDATE for a named person without the app
 */
export async function updateUsernames(
  store: Store,
  app: App,
  { users }: { users?: readonly User[] },
  now: Date,
): Promise<UpdatedUsernames> {
  if (usernameTemplateOf(app).type === "NONE") throw usernamesAreTyped(app);
  await readyUsernames([app]);
  const before = await differences(store.read, app, users, now);
  if (before.changed.length === 0) return before;
  return await store.write(async (tx) => {
    const found = await differences(tx, app, users, now);
    for (const { user, assignment, username } of found.changed)
      await renameAppUser(tx, app, user, assignment, username, now);
    return found;
  });
}

async function differences(
  db: Reader,
  app: App,
  users: readonly User[] | undefined,
  now: Date,
): Promise<UpdatedUsernames & { changed: (UpdatedUsernames["changed"][number] & { assignment: Assignment })[] }> {
  const found: Awaited<ReturnType<typeof differences>> = { changed: [], kept: [] };
  for await (const { user, assignment } of appUsers(db, app, users)) {
    try {
      const username = await usernameFor(db, app, user, now, assignment.profile);
      if (username !== assignment.username)
        found.changed.push({ user, before: assignment.username, username, assignment });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      found.kept.push({ user, username: assignment.username, why: error.why.replace(/; nothing was changed$/, "") });
    }
  }
  return found;
}

async function* appUsers(db: Reader, app: App, users: readonly User[] | undefined) {
  for (const user of users ?? []) {
    const assignment = await assignmentOf(db, app.id, user.id);
    if (!assignment) throw noNameToUpdate(app, user);
    yield { user, assignment };
  }
  if (users) return;
  let after: string | undefined;
  do {
    const page = await assignmentsOfApp(db, app.id, { after, limit: 500 });
    for (const assignment of page.rows) {
      const user = await userById(db, assignment.user);
      if (user) yield { user, assignment };
    }
    after = page.next;
  } while (after !== undefined);
}
