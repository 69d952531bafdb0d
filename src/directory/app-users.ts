/**
 * App users in step with groups. Whoever is assigned, as a person or through a group, has exactly one app user, and that
 * row alone decides who may use an app; so everything that changes it goes through here, inside the change's own write.
 *
 * - As a person beats through a group: the row says USER and stays until the person is unassigned.
 * - Through groups: the row says GROUP and stays as long as one group gives the app. Where the format has no name for a
 *   member, the row has none: the gate lets nobody in without one.
 *
 * Who calls this has called `readyUsernames` before the write.
 */
import { newId } from "../crypto/ids.js";
import type { App } from "../store/apps.js";
import {
  type Assignment,
  assignmentOf,
  deleteAssignment,
  insertAssignment,
  updateAssignment,
} from "../store/assignments.js";
import { appsOfGroup, groupsGiving, membersOnlyThrough, membersWithoutApp } from "../store/group-assignments.js";
import type { Group } from "../store/groups.js";
import type { Page, PageRequest } from "../store/page.js";
import { deleteSecretsOf } from "../store/secrets.js";
import type { OrgWriter } from "../store/store.js";
import type { User } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { appTarget, appUserTarget, userTarget } from "./events.js";
import { usernameFor, usernameOrNone } from "./username.js";

/**
 * Makes the app user, with one event.
 *
 * @param typed the name in the app, where the admin says it
 * @throws Problem USERNAME_NEEDED, USERNAME_UNUSABLE for a person without a name
 */
export async function addAppUser(
  tx: OrgWriter,
  app: App,
  user: User,
  scope: Assignment["scope"],
  now: Date,
  typed?: string,
): Promise<Assignment> {
  const assignment: Assignment = {
    id: newId("0ua"),
    app: app.id,
    user: user.id,
    scope,
    username: typed ?? (await (scope === "USER" ? usernameFor : usernameOrNone)(tx, app, user, now)),
    profile: {},
    created: now,
  };
  await insertAssignment(tx, assignment);
  await tx.record(appUserEvent("application.user_membership.add", app, user, assignment, now));
  return assignment;
}

/**
 * Makes the assignment through a group one of the person's own; name and profile in the app stay.
 *
 * @param typed another name
 * @throws Problem USERNAME_NEEDED, USERNAME_UNUSABLE where there is no name yet
 */
export async function makeIndividual(
  tx: OrgWriter,
  app: App,
  user: User,
  assignment: Assignment,
  now: Date,
  typed?: string,
): Promise<Assignment> {
  const username = typed ?? (assignment.username || (await usernameFor(tx, app, user, now, assignment.profile)));
  const individual: Assignment = { ...assignment, scope: "USER", username };
  await updateAssignment(tx, individual);
  await tx.record(appUserEvent("application.user_membership.update", app, user, individual, now));
  return individual;
}

/** Gives the person another name in the app. */
export async function renameAppUser(
  tx: OrgWriter,
  app: App,
  user: User,
  assignment: Assignment,
  username: string,
  now: Date,
): Promise<Assignment> {
  const renamed: Assignment = { ...assignment, username };
  await updateAssignment(tx, renamed);
  await tx.record(appUserEvent("application.user_membership.change_username", app, user, renamed, now));
  return renamed;
}

/**
 * Takes the person's own assignment away. Where a group still gives the app, the person keeps it as any other member
 * has it: what was set for the person is lost, a password for the app too.
 *
 * @returns the groups that still give it
 */
export async function endIndividual(
  tx: OrgWriter,
  app: App,
  user: User,
  assignment: Assignment,
  now: Date,
): Promise<Group[]> {
  const through = await groupsGiving(tx, app.id, user.id);
  if (through.length === 0) {
    await removeAppUser(tx, app, user, assignment, now);
    return [];
  }
  await deleteSecretsOf(tx, assignment.id);
  const username = await usernameOrNone(tx, app, user, now);
  const asMember: Assignment = { ...assignment, scope: "GROUP", username, profile: {} };
  await updateAssignment(tx, asMember);
  await tx.record(appUserEvent("application.user_membership.update", app, user, asMember, now));
  return through;
}

/** Gives the app to every member who does not have it yet. @returns how many */
export async function giveToMembers(tx: OrgWriter, app: App, group: Group, now: Date): Promise<number> {
  return await forEach(
    (page) => membersWithoutApp(tx, app.id, group.id, page),
    (user) => addAppUser(tx, app, user, "GROUP", now),
  );
}

/** Takes the app from every member who has it through this group alone. @returns how many */
export async function takeFromMembers(tx: OrgWriter, app: App, group: Group, now: Date): Promise<number> {
  return await forEach(
    (page) => membersOnlyThrough(tx, app.id, group.id, page),
    async (user) => {
      const assignment = await assignmentOf(tx, app.id, user.id);
      if (assignment) await removeAppUser(tx, app, user, assignment, now);
    },
  );
}

/** Gives a new member the apps of the group. A deactivated person gets none. */
export async function giveAppsOfGroup(tx: OrgWriter, group: Group, user: User, now: Date): Promise<void> {
  if (user.status === "DEPROVISIONED") return;
  for (const app of await appsOfGroup(tx, group.id)) {
    if (!(await assignmentOf(tx, app.id, user.id))) await addAppUser(tx, app, user, "GROUP", now);
  }
}

/** Takes from somebody who is no member any more the apps that nothing else gives. */
export async function takeAppsOfGroup(tx: OrgWriter, group: Group, user: User, now: Date): Promise<void> {
  for (const app of await appsOfGroup(tx, group.id)) {
    const assignment = await assignmentOf(tx, app.id, user.id);
    if (assignment?.scope !== "GROUP") continue;
    if ((await groupsGiving(tx, app.id, user.id)).length === 0) await removeAppUser(tx, app, user, assignment, now);
  }
}

async function removeAppUser(tx: OrgWriter, app: App, user: User, assignment: Assignment, now: Date): Promise<void> {
  await deleteSecretsOf(tx, assignment.id);
  await deleteAssignment(tx, app.id, user.id);
  await tx.record(appUserEvent("application.user_membership.remove", app, user, assignment, now));
}

/** Page after page: a group may have more members than fit into memory. */
async function forEach<T>(
  pageOf: (request: PageRequest) => Promise<Page<T>>,
  act: (row: T) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await pageOf({ after, limit: 500 });
    for (const row of page.rows) await act(row);
    count += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return count;
}

/** What happens to a person in an app, as the log tells it. */
export const appUserEvent = (type: EventType, app: App, user: User, assignment: Assignment, now: Date) =>
  logEvent({
    org: app.org,
    now,
    type,
    result: "SUCCESS",
    targets: [userTarget(user), appTarget(app), appUserTarget(user, assignment)],
  });
