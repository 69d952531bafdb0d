/** Who administers an org. */
import type { User } from "../store/users.js";

/** Whether the person is an admin: until people have roles, the admin that first use made. */
export const isAdmin = (user: User): boolean => user.login === FIRST_ADMIN;

/** The login of the admin that first use makes. */
export const FIRST_ADMIN = "admin@example.com";
