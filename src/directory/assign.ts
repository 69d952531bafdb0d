/** Who may sign in to an app: people and groups that are assigned to it, nobody else, whatever session is open. */
import type { App } from "../store/apps.js";
import { type Assignment, assignmentOf } from "../store/assignments.js";
import {
  deleteGroupAssignment,
  groupAssignedSince,
  groupsGiving,
  insertGroupAssignment,
} from "../store/group-assignments.js";
import { type Group, groupById } from "../store/groups.js";
import { objectGone } from "../store/problems.js";
import type { Secret } from "../store/secrets.js";
import type { OrgWriter, Store } from "../store/store.js";
import { type User, userById } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { isApiService } from "./api-service.js";
import { replaceAppPassword, sealedAppPassword } from "./app-credentials.js";
import {
  addAppUser,
  appUserEvent,
  endIndividual,
  giveToMembers,
  makeIndividual,
  renameAppUser,
  takeFromMembers,
} from "./app-users.js";
import { appTarget, groupTarget } from "./events.js";
import { givenByGroup, groupNotAssigned, inactiveUser, notAssignable, notAssigned } from "./problems.js";
import { checkedUsername, readyUsernames } from "./username.js";

export interface Assignees {
  users?: readonly User[];
  groups?: readonly Group[];
  /** The name of the one person in the app, where the app's format shall not make it. */
  username?: string;
  /** The password of the one person for the app, for an app that keeps a login of its own. */
  password?: string;
}

export interface Assigned {
  /** `before`: the name in the app that the person had until now. */
  users: { user: User; assignment: Assignment; isNew: boolean; before?: string }[];
  /** `members`: how many got the app by it. */
  groups: { group: Group; created: Date; isNew: boolean; members: number }[];
}

/**
 * Assigns people and groups to an app, all or none. Who is assigned already stays as they are; when that is all of them,
 * nothing is written, but for a name in the app that is another one. A person who has the app through a group has it as
 * a person from then on.
 *
 * @returns one row for each that was named, and whether it is new
 * @throws Problem NOT_ASSIGNABLE for an API service; USER_INACTIVE for a person who is not active; USERNAME_NEEDED or USERNAME_UNUSABLE for one without a
 *   name in the app; USERNAME_INVALID; USER_GONE, GROUP_GONE
 */
export async function assign(
  store: Store,
  app: App,
  { users = [], groups = [], username, password }: Assignees,
  now: Date,
): Promise<Assigned> {
  const typed = username === undefined ? undefined : checkedUsername(username);
  if (isApiService(app)) throw notAssignable(app);
  const refused = users.find(({ status }) => status !== "ACTIVE" && status !== "STAGED" && status !== "PROVISIONED");
  if (refused) throw inactiveUser(refused);
  await readyUsernames([app]);
  const sealed = password === undefined ? undefined : sealedAppPassword(store, app, password, now);
  return (
    (sealed ? undefined : await present(store, app, { users, groups, username: typed })) ??
    (await store.write(async (tx) => {
      const assigned: Assigned = { users: [], groups: [] };
      // People first: who is named as a person has the app as one, also where a group that is named gives it.
      for (const user of users) assigned.users.push(await assignUser(tx, app, user, now, typed));
      if (sealed) for (const made of assigned.users) await givePassword(tx, app, made, sealed, now);
      for (const group of groups) assigned.groups.push(await assignGroup(tx, app, group, now));
      return assigned;
    }))
  );
}

/** All rows, where nothing is left to do. */
async function present(
  store: Store,
  app: App,
  { users = [], groups = [], username }: Assignees,
): Promise<Assigned | undefined> {
  const assigned: Assigned = { users: [], groups: [] };
  for (const user of users) {
    const assignment = await assignmentOf(store.read, app.id, user.id);
    if (assignment?.scope !== "USER" || (username ?? assignment.username) !== assignment.username) return undefined;
    assigned.users.push({ user, assignment, isNew: false });
  }
  for (const group of groups) {
    const created = await groupAssignedSince(store.read, app.id, group.id);
    if (!created) return undefined;
    assigned.groups.push({ group, created, isNew: false, members: 0 });
  }
  return assigned;
}

async function assignUser(
  tx: OrgWriter,
  app: App,
  user: User,
  now: Date,
  typed: string | undefined,
): Promise<Assigned["users"][number]> {
  const assignment = await assignmentOf(tx, app.id, user.id);
  if (assignment?.scope === "USER") {
    const before = assignment.username;
    if (typed === undefined || typed === before) return { user, assignment, isNew: false };
    return { user, assignment: await renameAppUser(tx, app, user, assignment, typed, now), isNew: false, before };
  }
  if (assignment) return { user, assignment: await makeIndividual(tx, app, user, assignment, now, typed), isNew: true };
  if (!(await userById(tx, user.id))) throw objectGone("user", user.id);
  return { user, assignment: await addAppUser(tx, app, user, "USER", now, typed), isNew: true };
}

async function givePassword(
  tx: OrgWriter,
  app: App,
  { user, assignment }: Assigned["users"][number],
  sealed: Secret,
  now: Date,
): Promise<void> {
  await replaceAppPassword(tx, assignment, sealed);
  await tx.record(appUserEvent("application.user_membership.change_password", app, user, assignment, now));
}

async function assignGroup(tx: OrgWriter, app: App, group: Group, now: Date): Promise<Assigned["groups"][number]> {
  const created = await groupAssignedSince(tx, app.id, group.id);
  if (created) return { group, created, isNew: false, members: 0 };
  if (!(await groupById(tx, group.id))) throw objectGone("group", group.id);
  await insertGroupAssignment(tx, app.id, group.id, now);
  await tx.record(groupEvent("group.application_assignment.add", app, group, now));
  return { group, created: now, isNew: true, members: await giveToMembers(tx, app, group, now) };
}

/**
 * Takes the app away from people and groups, all or none. A member of a group that is unassigned keeps the app where it
 * comes from elsewhere too; a person who was assigned keeps it where a group gives it.
 *
 * @returns for each person the groups through which they keep the app; for each group how many members lost it
 * @throws Problem NOT_ASSIGNED or GROUP_NOT_ASSIGNED for who has no assignment, GIVEN_BY_GROUP when a person has it through a group only
 */
export async function unassign(
  store: Store,
  app: App,
  { users = [], groups = [] }: Assignees,
  now: Date,
): Promise<{ users: { user: User; through: Group[] }[]; groups: { group: Group; members: number }[] }> {
  await readyUsernames([app]);
  return await store.write(async (tx) => {
    const gone: Awaited<ReturnType<typeof unassign>> = { users: [], groups: [] };
    for (const user of users) {
      const assignment = await assignmentOf(tx, app.id, user.id);
      if (!assignment) throw notAssigned(app, user);
      if (assignment.scope === "GROUP") throw givenByGroup(app, user, await groupsGiving(tx, app.id, user.id));
      await endIndividual(tx, app, user, assignment, now);
    }
    for (const group of groups) gone.groups.push({ group, members: await unassignGroup(tx, app, group, now) });
    // Only now: a group that is unassigned in the same command gives nothing any more.
    for (const user of users) gone.users.push({ user, through: await groupsGiving(tx, app.id, user.id) });
    return gone;
  });
}

/** Inside the write of a greater change. @returns how many members lost the app; @throws Problem GROUP_NOT_ASSIGNED */
export async function unassignGroup(tx: OrgWriter, app: App, group: Group, now: Date): Promise<number> {
  if (!(await groupAssignedSince(tx, app.id, group.id))) throw groupNotAssigned(app, group);
  const members = await takeFromMembers(tx, app, group, now);
  await deleteGroupAssignment(tx, app.id, group.id);
  await tx.record(groupEvent("group.application_assignment.remove", app, group, now));
  return members;
}

const groupEvent = (type: EventType, app: App, group: Group, now: Date) =>
  logEvent({ org: app.org, now, type, result: "SUCCESS", targets: [groupTarget(group), appTarget(app)] });
