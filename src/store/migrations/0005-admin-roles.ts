/** Who administers an org, by role. Until here the admin that first use makes was known by its login. */
import type { Migration } from "../migration.js";

export const adminRoles: Migration = {
  id: "0005-admin-roles",

  statements: ({ sortedText }) => [
    `CREATE TABLE admin_role (
       user_id ${sortedText} NOT NULL REFERENCES idp_user (id) ON DELETE CASCADE,
       role ${sortedText} NOT NULL,
       granted TEXT NOT NULL,
       PRIMARY KEY (user_id, role)
     )`,
    `INSERT INTO admin_role (user_id, role, granted)
     SELECT id, 'SUPER_ADMIN', created FROM idp_user WHERE login_key = 'admin@example.com'`,
  ],
};
