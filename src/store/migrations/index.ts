import type { Migration } from "../migration.js";
import { firstSchema } from "./0001-first-schema.js";
import { groupAssignments } from "./0002-group-assignments.js";
import { rowsOfAnOrg } from "./0003-rows-of-an-org.js";
import { secretStatus } from "./0004-secret-status.js";
import { adminRoles } from "./0005-admin-roles.js";

/** Every migration in order. A list and not a walk over the folder: the build puts all of it into few files. */
export const migrations: readonly Migration[] = [firstSchema, groupAssignments, rowsOfAnOrg, secretStatus, adminRoles];
