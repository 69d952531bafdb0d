/** Who signs in during a run. */
import { isAdmin } from "../directory/admins.js";
import type { App } from "../store/apps.js";
import { assignedUsersOfApp, assignmentOf } from "../store/assignments.js";
import type { Store } from "../store/store.js";
import type { User } from "../store/users.js";
import { appInactive, nobodyAssigned } from "./problems.js";

/**
 * The person that was named, else the first assigned active person by login who is no admin, else an admin.
 *
 * @returns the person, and the name that the app knows them by; undefined when they have no assignment
 * @throws Problem APP_INACTIVE, NOBODY_ASSIGNED
 */
export async function testUserOf(
  store: Store,
  app: App,
  named: User | undefined,
): Promise<{ user: User; username: string | undefined }> {
  if (app.status !== "ACTIVE") throw appInactive(app);
  const assigned = (await assignedUsersOfApp(store.read, app.id)).filter(({ status }) => status === "ACTIVE");
  const user = named ?? assigned.find((each) => !isAdmin(each)) ?? assigned[0];
  if (!user) throw nobodyAssigned(app);
  return { user, username: (await assignmentOf(store.read, app.id, user.id))?.username };
}
