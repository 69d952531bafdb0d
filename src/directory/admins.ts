/** Who administers an org. */
import type { Reader } from "../store/driver.js";
import { type User, userByLogin } from "../store/users.js";

/** Whether the person is an admin: until people have roles, the admin that first use made. */
export const isAdmin = (user: User): boolean => user.login === FIRST_ADMIN;

/** The login of the admin that first use makes. */
export const FIRST_ADMIN = "admin@example.com";

/** The org's admins who can sign in. */
export async function adminsOf(db: Reader, org: string): Promise<User[]> {
  const admin = await userByLogin(db, org, FIRST_ADMIN);
  return admin?.status === "ACTIVE" ? [admin] : [];
}
