/** Who signs in during a run. */
import { everyAdmin } from "../directory/admins.js";
import type { App } from "../store/apps.js";
import { assignedUsersOfApp, assignmentOf } from "../store/assignments.js";
import { groupsGiving } from "../store/group-assignments.js";
import type { Store } from "../store/store.js";
import type { User } from "../store/users.js";
import { appInactive, nobodyAssigned } from "./problems.js";

/** How the app knows the person, and what gives it to them. */
export interface TestAssignment {
  username: string;
  /** Names of the groups through which the person has the app; empty where the assignment is the person's own. */
  through: string[];
}

/**
 * The person that was named, else the first assigned active person by login who is no admin, else an admin. It makes no
 * difference whether the assignment is the person's own or a group's.
 *
 * @returns the person, and the assignment; undefined when they have none
 * @throws Problem APP_INACTIVE, NOBODY_ASSIGNED
 */
export async function testUserOf(
  store: Store,
  app: App,
  named: User | undefined,
): Promise<{ user: User; assignment: TestAssignment | undefined }> {
  if (app.status !== "ACTIVE") throw appInactive(app);
  const user = named ?? (await firstAssigned(store, app));
  if (!user) throw nobodyAssigned(app);
  const assignment = await assignmentOf(store.read, app.id, user.id);
  if (!assignment) return { user, assignment };
  const through = assignment.scope === "GROUP" ? await groupsGiving(store.read, app.id, user.id) : [];
  return { user, assignment: { username: assignment.username, through: through.map(({ name }) => name) } };
}

async function firstAssigned(store: Store, app: App): Promise<User | undefined> {
  const admins = new Set((await everyAdmin(store.read, app.org)).map(({ user }) => user.id));
  let admin: User | undefined;
  let after: string | undefined;
  do {
    const page = await assignedUsersOfApp(store.read, app.id, { after, limit: 200 });
    const active = page.rows.filter(({ status }) => status === "ACTIVE");
    const person = active.find((each) => !admins.has(each.id));
    if (person) return person;
    admin ??= active[0];
    after = page.next;
  } while (after !== undefined);
  return admin;
}
