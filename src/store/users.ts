import type { Reader, Writer } from "./driver.js";
import { type Page, pageOf, rowsToFetch, type SearchRequest } from "./page.js";
import { objectGone, userExists } from "./problems.js";
import { holdingWords } from "./search.js";

export type UserStatus =
  | "STAGED"
  | "PROVISIONED"
  | "ACTIVE"
  | "RECOVERY"
  | "PASSWORD_EXPIRED"
  | "LOCKED_OUT"
  | "SUSPENDED"
  | "DEPROVISIONED";

export interface User {
  /** `00u…` */
  id: string;
  org: string;
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  status: UserStatus;
  /** Every other attribute of the profile; login, email and names are not repeated in it. */
  profile: Record<string, unknown>;
  created: Date;
  lastUpdated: Date;
}

/** A row of the table; other repositories that join it shape it with `userOf`. */
export interface UserRow {
  id: string;
  org_id: string;
  login: string;
  login_key: string;
  email: string;
  first_name: string;
  last_name: string;
  status: string;
  profile: string;
  created: string;
  last_updated: string;
}

export const USER_COLUMNS =
  "idp_user.id, idp_user.org_id, idp_user.login, idp_user.login_key, idp_user.email, idp_user.first_name, " +
  "idp_user.last_name, idp_user.status, idp_user.profile, idp_user.created, idp_user.last_updated";

/** The user in a row. */
export const userOf = (row: UserRow): User => ({
  id: row.id,
  org: row.org_id,
  login: row.login,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  status: row.status as UserStatus,
  profile: JSON.parse(row.profile) as Record<string, unknown>,
  created: new Date(row.created),
  lastUpdated: new Date(row.last_updated),
});

/** What makes two logins the same. Composed again after lower-casing, which can take letters apart. */
export const loginKey = (login: string): string => login.normalize("NFC").toLowerCase().normalize("NFC");

/**
 * @param passwordHash from `hashPassword`, or null for somebody who has no password yet
 * @throws Problem USER_EXISTS when the org has the login already, in whatever capitals
 */
export async function insertUser(tx: Writer, user: User, passwordHash: string | null): Promise<void> {
  const inserted = await tx.run(
    `INSERT INTO idp_user (id, org_id, login, login_key, email, first_name, last_name, status, profile, password_hash,
       created, last_updated)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (org_id, login_key) DO NOTHING`,
    [
      user.id,
      user.org,
      user.login,
      loginKey(user.login),
      user.email,
      user.firstName,
      user.lastName,
      user.status,
      JSON.stringify(user.profile),
      passwordHash,
      user.created.toISOString(),
      user.lastUpdated.toISOString(),
    ],
  );
  if (inserted === 0) throw userExists(user.login);
}

/** The user with this id, or undefined. */
export async function userById(db: Reader, id: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(`SELECT ${USER_COLUMNS} FROM idp_user WHERE id = ?`, [id]);
  return row && userOf(row);
}

/** The user of the org with this login in whatever capitals, or undefined. */
export async function userByLogin(db: Reader, org: string, login: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(`SELECT ${USER_COLUMNS} FROM idp_user WHERE org_id = ? AND login_key = ?`, [
    org,
    loginKey(login),
  ]);
  return row && userOf(row);
}

/** One page of an org's users in order of login; the search looks at login and name. */
export async function usersOfOrg(
  db: Reader,
  org: string,
  { after = "", limit, status, search = "" }: SearchRequest & { status?: UserStatus } = {},
): Promise<Page<User>> {
  const found = holdingWords(search, ["login_key", "first_name || ' ' || last_name"]);
  const rows = await db.all<UserRow>(
    `SELECT ${USER_COLUMNS} FROM idp_user WHERE org_id = ? AND login_key > ?${status ? " AND status = ?" : ""}${found.sql}
     ORDER BY login_key LIMIT ?`,
    [org, after, ...(status ? [status] : []), ...found.values, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, userOf, (row) => row.login_key);
}

/** @throws Problem USER_GONE when there is no such user */
export async function setUserStatus(tx: Writer, id: string, status: UserStatus, now: Date): Promise<void> {
  const changed = await tx.run("UPDATE idp_user SET status = ?, last_updated = ? WHERE id = ?", [
    status,
    now.toISOString(),
    id,
  ]);
  if (changed === 0) throw objectGone("user", id);
}

/** What `hashPassword` made of the user's password; null when there is none, or no such user. */
export async function passwordHashOf(db: Reader, userId: string): Promise<string | null> {
  const row = await db.get<{ password_hash: string | null }>("SELECT password_hash FROM idp_user WHERE id = ?", [
    userId,
  ]);
  return row?.password_hash ?? null;
}

/** @throws Problem USER_GONE when there is no such user */
export async function setPasswordHash(tx: Writer, userId: string, hash: string | null, now: Date): Promise<void> {
  const changed = await tx.run("UPDATE idp_user SET password_hash = ?, last_updated = ? WHERE id = ?", [
    hash,
    now.toISOString(),
    userId,
  ]);
  if (changed === 0) throw objectGone("user", userId);
}
