/** Who administers an org, and in which role. What a role allows is the org API's business: here nobody signs in as an admin. */
import { deleteAdminRole, insertAdminRole, rolesOfUser, usersWithRoles } from "../store/admin-roles.js";
import type { Reader } from "../store/driver.js";
import type { Org } from "../store/orgs.js";
import { objectGone } from "../store/problems.js";
import type { OrgWriter, Store } from "../store/store.js";
import { type User, userById, userByLogin } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import type { EventType } from "../system-log/event-types.js";
import { userTarget } from "./events.js";
import { adminInactive, lastSuperAdmin, notAnAdmin } from "./problems.js";

/** The platform's standard roles, and what they are called there. */
export const ADMIN_ROLES = {
  SUPER_ADMIN: "Super Administrator",
  APP_ADMIN: "Application Administrator",
  ORG_ADMIN: "Organizational Administrator",
  USER_ADMIN: "Group Administrator",
  GROUP_MEMBERSHIP_ADMIN: "Group Membership Administrator",
  HELP_DESK_ADMIN: "Help Desk Administrator",
  READ_ONLY_ADMIN: "Read-Only Administrator",
  REPORT_ADMIN: "Report Administrator",
  API_ACCESS_MANAGEMENT_ADMIN: "API Access Management Administrator",
} as const;
export type AdminRole = keyof typeof ADMIN_ROLES;

/** The login of the admin that first use makes. */
export const FIRST_ADMIN = "admin@example.com";

export interface Admin {
  user: User;
  roles: string[];
}

/** The org's admins who can sign in, in order of login. */
export async function adminsOf(db: Reader, org: string): Promise<Admin[]> {
  return (await everyAdmin(db, org)).filter(({ user }) => user.status === "ACTIVE");
}

/** The same, with those who cannot sign in. */
export async function everyAdmin(db: Reader, org: string): Promise<Admin[]> {
  const admins = new Map<string, Admin>();
  for (const { user, role } of await usersWithRoles(db, org)) {
    const admin = admins.get(user.id) ?? { user, roles: [] };
    admin.roles.push(role);
    admins.set(user.id, admin);
  }
  return [...admins.values()];
}

/**
 * Makes people admins in a role, all or none. Who has it stays as they are; when that is all of them, nothing is written.
 *
 * @throws Problem ADMIN_INACTIVE for a person who is not active; USER_GONE
 */
export async function grantRole(
  store: Store,
  org: Org,
  users: readonly User[],
  role: AdminRole,
  now: Date,
): Promise<{ user: User; isNew: boolean }[]> {
  const refused = users.find(({ status }) => status !== "ACTIVE");
  if (refused) throw adminInactive(refused);
  const present = await Promise.all(users.map(async ({ id }) => (await rolesOfUser(store.read, id)).includes(role)));
  if (!present.includes(false)) return users.map((user) => ({ user, isNew: false }));
  return await store.write(async (tx) => {
    const rows = [];
    for (const user of users) {
      if (!(await userById(tx, user.id))) throw objectGone("user", user.id);
      const isNew = await insertAdminRole(tx, user.id, role, now);
      if (isNew) await tx.record(privilegeEvent("user.account.privilege.grant", org, user, role, now));
      rows.push({ user, isNew });
    }
    return rows;
  });
}

/**
 * Takes a role from people, or all their roles, all or none. A super admin always stays.
 *
 * @returns the roles that each has lost
 * @throws Problem NOT_AN_ADMIN for who has no such role, LAST_SUPER_ADMIN
 */
export async function revokeRoles(
  store: Store,
  org: Org,
  users: readonly User[],
  { role }: { role?: AdminRole },
  now: Date,
): Promise<{ user: User; roles: string[] }[]> {
  return await store.write(async (tx) => {
    const rows = [];
    for (const user of users) {
      const roles = (await rolesOfUser(tx, user.id)).filter((each) => role === undefined || each === role);
      if (roles.length === 0) throw notAnAdmin(user, role);
      for (const each of roles) {
        await deleteAdminRole(tx, user.id, each);
        await tx.record(privilegeEvent("user.account.privilege.revoke", org, user, each, now));
      }
      rows.push({ user, roles });
    }
    const left = (await adminsOf(tx, org.id)).some(({ roles }) => roles.includes("SUPER_ADMIN"));
    if (!left) throw lastSuperAdmin(org);
    return rows;
  });
}

/** Inside an import: files of before there were roles know the admin of first use by the login alone. */
export async function adminByLogin(tx: OrgWriter, org: Org, now: Date): Promise<void> {
  const user = await userByLogin(tx, org.id, FIRST_ADMIN);
  if (user) await insertAdminRole(tx, user.id, "SUPER_ADMIN", now);
}

const privilegeEvent = (type: EventType, org: Org, user: User, role: string, now: Date) =>
  logEvent({
    org: org.id,
    now,
    type,
    result: "SUCCESS",
    targets: [userTarget(user)],
    debugData: { privilegeGranted: ADMIN_ROLES[role as AdminRole] ?? role },
  });
