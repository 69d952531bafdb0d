import type { Reader, Writer } from "./driver.js";
import { USER_COLUMNS, type User, type UserRow, userOf } from "./users.js";

/** @returns false when the user had the role already */
export async function insertAdminRole(tx: Writer, user: string, role: string, now: Date): Promise<boolean> {
  const inserted = await tx.run(
    "INSERT INTO admin_role (user_id, role, granted) VALUES (?, ?, ?) ON CONFLICT (user_id, role) DO NOTHING",
    [user, role, now.toISOString()],
  );
  return inserted === 1;
}

/** @returns false when the user did not have the role */
export async function deleteAdminRole(tx: Writer, user: string, role: string): Promise<boolean> {
  return (await tx.run("DELETE FROM admin_role WHERE user_id = ? AND role = ?", [user, role])) === 1;
}

/** The user's roles in alphabetical order. */
export async function rolesOfUser(db: Reader, user: string): Promise<string[]> {
  const rows = await db.all<{ role: string }>("SELECT role FROM admin_role WHERE user_id = ? ORDER BY role", [user]);
  return rows.map(({ role }) => role);
}

/** Everybody of the org who has a role, of whatever status, in order of login; admins are few. */
export async function usersWithRoles(db: Reader, org: string): Promise<{ user: User; role: string; granted: Date }[]> {
  const rows = await db.all<UserRow & { role: string; granted: string }>(
    `SELECT ${USER_COLUMNS}, admin_role.role, admin_role.granted
     FROM admin_role JOIN idp_user ON idp_user.id = admin_role.user_id
     WHERE idp_user.org_id = ? ORDER BY idp_user.login_key, admin_role.role`,
    [org],
  );
  return rows.map((row) => ({ user: userOf(row), role: row.role, granted: new Date(row.granted) }));
}
