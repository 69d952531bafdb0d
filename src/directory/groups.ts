/** Making and deleting groups, and who is in them. Everyone is built in: all people are in it, always. */
import { z } from "zod";
import { newId } from "../crypto/ids.js";
import { appsOfGroup } from "../store/group-assignments.js";
import {
  addMember,
  deleteGroup as deleteRow,
  type Group,
  groupById,
  insertGroup,
  isMember,
  removeMember,
} from "../store/groups.js";
import type { Org } from "../store/orgs.js";
import { objectGone } from "../store/problems.js";
import type { OrgWriter, Store } from "../store/store.js";
import { type User, userById } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import { giveAppsOfGroup, takeAppsOfGroup } from "./app-users.js";
import { unassignGroup } from "./assign.js";
import { groupTarget, userTarget } from "./events.js";
import { groupBuiltIn, groupInvalid, notAMember } from "./problems.js";
import { readyUsernames } from "./username.js";

const text = (term: string, longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `the ${term} has more than ${longest} characters`)
    .regex(/^\P{Cc}*$/u, `the ${term} has a control character in it`)
    .refine(
      (typed) => !/[\u{10000}-\u{10ffff}]/u.test(typed),
      `the platform takes no characters of four bytes (such as emoji) in the ${term}`,
    );

const newGroup = z.object({
  name: text("name", 255).min(1, "the name is empty"),
  description: text("description", 1024),
});

/** @throws Problem GROUP_INVALID, GROUP_EXISTS */
export async function createGroup(
  store: Store,
  org: Org,
  { name, description = "" }: { name: string; description?: string },
  now: Date,
): Promise<Group> {
  const parsed = newGroup.safeParse({ name, description });
  if (!parsed.success) throw groupInvalid(name, parsed.error.issues.map(({ message }) => message).join("; "));
  const group: Group = { id: newId("00g"), org: org.id, ...parsed.data, type: "OKTA_GROUP", created: now };
  await store.write(async (tx) => {
    await insertGroup(tx, group);
    await tx.record(
      logEvent({ org: org.id, now, type: "group.lifecycle.create", result: "SUCCESS", targets: [groupTarget(group)] }),
    );
  });
  return group;
}

/**
 * Deletes the group. Its members lose the apps that only this group gave them, as on the platform: being assigned does
 * not protect a group.
 *
 * @returns the apps that the group had, and how many members lost each
 * @throws Problem GROUP_BUILT_IN, GROUP_GONE
 */
export async function deleteGroup(
  store: Store,
  group: Group,
  now: Date,
): Promise<{ app: string; slug: string; members: number }[]> {
  refuseBuiltIn(group, "deleted");
  return await store.write(async (tx) => {
    const lost = [];
    for (const app of await appsOfGroup(tx, group.id))
      lost.push({ app: app.id, slug: app.slug, members: await unassignGroup(tx, app, group, now) });
    if (!(await deleteRow(tx, group.id))) throw objectGone("group", group.id);
    await tx.record(
      logEvent({
        org: group.org,
        now,
        type: "group.lifecycle.delete",
        result: "SUCCESS",
        targets: [groupTarget(group)],
      }),
    );
    return lost;
  });
}

/**
 * Makes people members, all or none; they get the apps of the group. Who is one already stays it; when that is all of
 * them, nothing is written.
 *
 * @returns one row a person, and whether the membership is new
 * @throws Problem GROUP_BUILT_IN, GROUP_GONE, USER_GONE
 */
export async function addMembers(
  store: Store,
  group: Group,
  users: readonly User[],
  now: Date,
): Promise<{ user: User; isNew: boolean }[]> {
  refuseBuiltIn(group, "given members by hand");
  const members = await Promise.all(users.map((user) => isMember(store.read, group.id, user.id)));
  if (!members.includes(false)) return users.map((user) => ({ user, isNew: false }));
  await readyUsernames(await appsOfGroup(store.read, group.id));
  return await store.write(async (tx) => {
    const rows = [];
    for (const user of users) rows.push({ user, isNew: await join(tx, group, user, now) });
    return rows;
  });
}

/**
 * Inside the write of a greater change, after `readyUsernames`: the membership, its event and the apps.
 *
 * @returns false for who is a member already
 * @throws Problem GROUP_GONE, USER_GONE
 */
export async function join(tx: OrgWriter, group: Group, user: User, now: Date): Promise<boolean> {
  if (!(await groupById(tx, group.id))) throw objectGone("group", group.id);
  if (!(await userById(tx, user.id))) throw objectGone("user", user.id);
  if (!(await addMember(tx, group.id, user.id, now))) return false;
  // Nobody joins Everyone: who is made is in it, and the platform logs no membership.
  if (group.type !== "BUILT_IN") await tx.record(membershipEvent("group.user_membership.add", group, user, now));
  await giveAppsOfGroup(tx, group, user, now);
  return true;
}

/** Ends memberships, all or none. @throws Problem GROUP_BUILT_IN, NOT_A_MEMBER */
export async function removeMembers(store: Store, group: Group, users: readonly User[], now: Date): Promise<void> {
  refuseBuiltIn(group, "left");
  await store.write(async (tx) => {
    for (const user of users) {
      if (!(await removeMember(tx, group.id, user.id))) throw notAMember(group, user);
      await tx.record(membershipEvent("group.user_membership.remove", group, user, now));
      await takeAppsOfGroup(tx, group, user, now);
    }
  });
}

/** @param done what was to be done to the group: "deleted"; @throws Problem GROUP_BUILT_IN for Everyone */
export function refuseBuiltIn(group: Group, done: string): void {
  if (group.type === "BUILT_IN") throw groupBuiltIn(group, done);
}

const membershipEvent = (
  type: "group.user_membership.add" | "group.user_membership.remove",
  group: Group,
  user: User,
  now: Date,
) => logEvent({ org: group.org, now, type, result: "SUCCESS", targets: [userTarget(user), groupTarget(group)] });
