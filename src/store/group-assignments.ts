/**
 * Which groups have which app. What a member gets of it is an assignment with scope GROUP (assignments.ts): the gate
 * reads that one row, and a change of a group touches the rows of those whom it concerns, never all.
 */
import { APP_COLUMNS, type App, type AppRow, appOf } from "./apps.js";
import type { Reader, Writer } from "./driver.js";
import { GROUP_COLUMNS, type Group, type GroupRow, groupOf } from "./groups.js";
import { type Page, type PageRequest, pageOf, rowsToFetch } from "./page.js";
import { USER_COLUMNS, type User, type UserRow, userOf } from "./users.js";

/** Gives the app to the group; its members are the caller's business. @returns false when the group had it already */
export async function insertGroupAssignment(tx: Writer, app: string, group: string, now: Date): Promise<boolean> {
  const inserted = await tx.run(
    "INSERT INTO group_assignment (app_id, group_id, created) VALUES (?, ?, ?) ON CONFLICT (app_id, group_id) DO NOTHING",
    [app, group, now.toISOString()],
  );
  return inserted === 1;
}

/** Takes the app from the group; its members are the caller's business. @returns false when the group did not have it */
export async function deleteGroupAssignment(tx: Writer, app: string, group: string): Promise<boolean> {
  return (await tx.run("DELETE FROM group_assignment WHERE app_id = ? AND group_id = ?", [app, group])) === 1;
}

/** When the group got the app; undefined where it has not. */
export async function groupAssignedSince(db: Reader, app: string, group: string): Promise<Date | undefined> {
  const row = await db.get<{ created: string }>(
    "SELECT created FROM group_assignment WHERE app_id = ? AND group_id = ?",
    [app, group],
  );
  return row && new Date(row.created);
}

/** One page of the groups that have the app, in order of name. */
export async function groupsOfApp(
  db: Reader,
  app: string,
  { after = "", limit }: PageRequest = {},
): Promise<Page<Group>> {
  const rows = await db.all<GroupRow>(
    `SELECT ${GROUP_COLUMNS} FROM group_assignment JOIN idp_group ON idp_group.id = group_assignment.group_id
     WHERE group_assignment.app_id = ? AND idp_group.name > ? ORDER BY idp_group.name LIMIT ?`,
    [app, after, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, groupOf, (row) => row.name);
}

/** Every app that the group has, in order of slug: a new member gets them all. */
export async function appsOfGroup(db: Reader, group: string): Promise<App[]> {
  const rows = await db.all<AppRow>(
    `SELECT ${APP_COLUMNS} FROM group_assignment JOIN app ON app.id = group_assignment.app_id
     WHERE group_assignment.group_id = ? ORDER BY app.slug`,
    [group],
  );
  return rows.map(appOf);
}

/** The groups through which the user has the app, or would have it without an assignment of their own; by name. */
export async function groupsGiving(db: Reader, app: string, user: string): Promise<Group[]> {
  const rows = await db.all<GroupRow>(
    `SELECT ${GROUP_COLUMNS} FROM group_member
     JOIN group_assignment ON group_assignment.group_id = group_member.group_id
     JOIN idp_group ON idp_group.id = group_member.group_id
     WHERE group_member.user_id = ? AND group_assignment.app_id = ? ORDER BY idp_group.name`,
    [user, app],
  );
  return rows.map(groupOf);
}

/** One page of the group's members who have the app in no way yet, in order of id; who is deactivated gets no app. */
export async function membersWithoutApp(
  db: Reader,
  app: string,
  group: string,
  { after = "", limit }: PageRequest = {},
): Promise<Page<User>> {
  const rows = await db.all<UserRow>(
    `SELECT ${USER_COLUMNS} FROM group_member JOIN idp_user ON idp_user.id = group_member.user_id
     WHERE group_member.group_id = ? AND group_member.user_id > ? AND idp_user.status <> 'DEPROVISIONED'
       AND NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.app_id = ? AND assignment.user_id = idp_user.id)
     ORDER BY group_member.user_id LIMIT ?`,
    [group, after, app, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, userOf, (row) => row.id);
}

/** One page of the group's members who have the app through groups, and through no other than this one; by id. */
export async function membersOnlyThrough(
  db: Reader,
  app: string,
  group: string,
  { after = "", limit }: PageRequest = {},
): Promise<Page<User>> {
  const rows = await db.all<UserRow>(
    `SELECT ${USER_COLUMNS} FROM group_member
     JOIN assignment ON assignment.user_id = group_member.user_id AND assignment.app_id = ?
     JOIN idp_user ON idp_user.id = group_member.user_id
     WHERE group_member.group_id = ? AND group_member.user_id > ? AND assignment.scope = 'GROUP'
       AND NOT EXISTS (
         SELECT 1 FROM group_member AS elsewhere
         JOIN group_assignment ON group_assignment.group_id = elsewhere.group_id AND group_assignment.app_id = ?
         WHERE elsewhere.user_id = idp_user.id AND elsewhere.group_id <> ?)
     ORDER BY group_member.user_id LIMIT ?`,
    [app, group, after, app, group, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, userOf, (row) => row.id);
}
