/** Who may sign in to an app: without an assignment nobody can, whatever session is open. */
import { newId } from "../crypto/ids.js";
import type { App } from "../store/apps.js";
import { type Assignment, assignmentOf, deleteAssignment, insertAssignment } from "../store/assignments.js";
import type { Store } from "../store/store.js";
import type { User } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { appTarget, userTarget } from "./events.js";
import { inactiveUser, notAssigned } from "./problems.js";
import { usernameFor } from "./username.js";

/**
 * Assigns people to an app, all or none. Who is assigned already stays as they are; when that is all of them, nothing is
 * written.
 *
 * @returns one row a person, and whether it is new
 * @throws Problem USER_INACTIVE for a person who is not active
 */
export async function assignUsers(
  store: Store,
  app: App,
  users: readonly User[],
  now: Date,
): Promise<{ assignment: Assignment; user: User; isNew: boolean }[]> {
  const refused = users.find(({ status }) => status !== "ACTIVE" && status !== "STAGED" && status !== "PROVISIONED");
  if (refused) throw inactiveUser(refused);
  const present = [];
  for (const user of users) {
    const assignment = await assignmentOf(store.read, app.id, user.id);
    if (assignment) present.push({ assignment, user, isNew: false });
  }
  if (present.length === users.length) return present;
  return await store.write(async (tx) => {
    const rows = [];
    for (const user of users) {
      const present = await assignmentOf(tx, app.id, user.id);
      if (present) {
        rows.push({ assignment: present, user, isNew: false });
        continue;
      }
      const assignment: Assignment = {
        id: newId("0ua"),
        app: app.id,
        user: user.id,
        scope: "USER",
        username: usernameFor(app, user),
        profile: {},
        created: now,
      };
      await insertAssignment(tx, assignment);
      await tx.record(membershipEvent("application.user_membership.add", app, user, now));
      rows.push({ assignment, user, isNew: true });
    }
    return rows;
  });
}

/** Takes the app away from people, all or none. @throws Problem NOT_ASSIGNED when one of them has no assignment */
export async function unassignUsers(store: Store, app: App, users: readonly User[], now: Date): Promise<void> {
  await store.write(async (tx) => {
    for (const user of users) {
      if (!(await deleteAssignment(tx, app.id, user.id))) throw notAssigned(app, user);
      await tx.record(membershipEvent("application.user_membership.remove", app, user, now));
    }
  });
}

const membershipEvent = (type: EventType, app: App, user: User, now: Date) =>
  logEvent({
    org: app.org,
    now,
    type,
    result: "SUCCESS",
    targets: [
      userTarget(user),
      appTarget(app),
      { id: user.id, type: "AppUser", alternateId: user.login, displayName: user.login },
    ],
  });
