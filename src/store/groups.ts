import type { Reader, Writer } from "./driver.js";
import { type Page, type PageRequest, pageOf, rowsToFetch, type SearchRequest } from "./page.js";
import { groupExists } from "./problems.js";
import { holdingWords } from "./search.js";
import { USER_COLUMNS, type User, type UserRow, userOf } from "./users.js";

/** The name of the built-in group that every person of the org is a member of. */
export const EVERYONE = "Everyone";

export interface Group {
  /** `00g…` */
  id: string;
  org: string;
  name: string;
  description: string;
  type: "OKTA_GROUP" | "BUILT_IN";
  created: Date;
}

/** A row of the table; other repositories that join it shape it with `groupOf`. */
export interface GroupRow {
  id: string;
  org_id: string;
  name: string;
  description: string;
  type: string;
  created: string;
}

export const GROUP_COLUMNS =
  "idp_group.id, idp_group.org_id, idp_group.name, idp_group.description, idp_group.type, idp_group.created";

/** The group in a row. */
export const groupOf = (row: GroupRow): Group => ({
  id: row.id,
  org: row.org_id,
  name: row.name,
  description: row.description,
  type: row.type as Group["type"],
  created: new Date(row.created),
});

/** @throws Problem GROUP_EXISTS when the org has a group of that name */
export async function insertGroup(tx: Writer, group: Group): Promise<void> {
  const inserted = await tx.run(
    `INSERT INTO idp_group (id, org_id, name, description, type, created) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (org_id, name) DO NOTHING`,
    [group.id, group.org, group.name, group.description, group.type, group.created.toISOString()],
  );
  if (inserted === 0) throw groupExists(group.name);
}

/** The group of the org with exactly this name, or undefined. */
export async function groupByName(db: Reader, org: string, name: string): Promise<Group | undefined> {
  const row = await db.get<GroupRow>(`SELECT ${GROUP_COLUMNS} FROM idp_group WHERE org_id = ? AND name = ?`, [
    org,
    name,
  ]);
  return row && groupOf(row);
}

/** The group with this id, or undefined. */
export async function groupById(db: Reader, id: string): Promise<Group | undefined> {
  const row = await db.get<GroupRow>(`SELECT ${GROUP_COLUMNS} FROM idp_group WHERE id = ?`, [id]);
  return row && groupOf(row);
}

/** One page of an org's groups in order of name; the search looks at name and description. */
export async function groupsOfOrg(
  db: Reader,
  org: string,
  { after = "", limit, search = "" }: SearchRequest = {},
): Promise<Page<Group>> {
  const found = holdingWords(search, ["name", "description"]);
  const rows = await db.all<GroupRow>(
    `SELECT ${GROUP_COLUMNS} FROM idp_group WHERE org_id = ? AND name > ?${found.sql} ORDER BY name LIMIT ?`,
    [org, after, ...found.values, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, groupOf, (row) => row.name);
}

/** Deletes the group with its memberships and its apps; what members lose by it is the caller's business. */
export async function deleteGroup(tx: Writer, id: string): Promise<boolean> {
  return (await tx.run("DELETE FROM idp_group WHERE id = ?", [id])) === 1;
}

/** Whether the user is a member. */
export async function isMember(db: Reader, groupId: string, userId: string): Promise<boolean> {
  const row = await db.get("SELECT 1 AS yes FROM group_member WHERE group_id = ? AND user_id = ?", [groupId, userId]);
  return row !== undefined;
}

/** Every group that the user is a member of, in order of name: a claim lists them all. */
export async function groupsOfUser(db: Reader, userId: string): Promise<Group[]> {
  const rows = await db.all<GroupRow>(
    `SELECT ${GROUP_COLUMNS} FROM group_member JOIN idp_group ON idp_group.id = group_member.group_id
     WHERE group_member.user_id = ? ORDER BY idp_group.name`,
    [userId],
  );
  return rows.map(groupOf);
}

/** Makes the user a member. @returns false when the user was one already */
export async function addMember(tx: Writer, groupId: string, userId: string, now: Date): Promise<boolean> {
  const inserted = await tx.run(
    "INSERT INTO group_member (group_id, user_id, added) VALUES (?, ?, ?) ON CONFLICT (group_id, user_id) DO NOTHING",
    [groupId, userId, now.toISOString()],
  );
  return inserted === 1;
}

/** Ends a membership. @returns false when there was none */
export async function removeMember(tx: Writer, groupId: string, userId: string): Promise<boolean> {
  return (await tx.run("DELETE FROM group_member WHERE group_id = ? AND user_id = ?", [groupId, userId])) === 1;
}

/** One page of a group's members in order of their ids. */
export async function membersOf(
  db: Reader,
  groupId: string,
  { after = "", limit }: PageRequest = {},
): Promise<Page<User>> {
  const rows = await db.all<UserRow>(
    `SELECT ${USER_COLUMNS} FROM group_member JOIN idp_user ON idp_user.id = group_member.user_id
     WHERE group_member.group_id = ? AND group_member.user_id > ? ORDER BY group_member.user_id LIMIT ?`,
    [groupId, after, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, userOf, (row) => row.id);
}
