import { APP_COLUMNS, type App, type AppRow, appOf } from "./apps.js";
import type { Reader, Writer } from "./driver.js";
import { type Page, type PageRequest, pageOf, rowsToFetch } from "./page.js";
import { assignmentExists } from "./problems.js";
import { USER_COLUMNS, type User, type UserRow, userOf } from "./users.js";

/** A user's right to an app, and the user's profile in it (the platform calls it app user). */
export interface Assignment {
  /** `0ua…` */
  id: string;
  app: string;
  user: string;
  /** Whether the user has the app as a person or through a group. */
  scope: "USER" | "GROUP";
  /** Who the user is in the app: what becomes the NameID or `preferred_username`. */
  username: string;
  profile: Record<string, unknown>;
  created: Date;
}

interface Row {
  assignment_id: string;
  app_id: string;
  user_id: string;
  scope: string;
  username: string;
  app_profile: string;
  assigned: string;
}

// Named apart from the columns of app and user, with which they are joined.
const COLUMNS =
  "assignment.id AS assignment_id, assignment.app_id, assignment.user_id, assignment.scope, assignment.username, " +
  "assignment.profile AS app_profile, assignment.created AS assigned";

const assignmentFrom = (row: Row): Assignment => ({
  id: row.assignment_id,
  app: row.app_id,
  user: row.user_id,
  scope: row.scope as Assignment["scope"],
  username: row.username,
  profile: JSON.parse(row.app_profile) as Record<string, unknown>,
  created: new Date(row.assigned),
});

/** @throws Problem ASSIGNMENT_EXISTS when the user has the app already */
export async function insertAssignment(tx: Writer, assignment: Assignment): Promise<void> {
  const inserted = await tx.run(
    `INSERT INTO assignment (id, app_id, user_id, scope, username, profile, created) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (app_id, user_id) DO NOTHING`,
    [
      assignment.id,
      assignment.app,
      assignment.user,
      assignment.scope,
      assignment.username,
      JSON.stringify(assignment.profile),
      assignment.created.toISOString(),
    ],
  );
  if (inserted === 0) throw assignmentExists(assignment.app, assignment.user);
}

/** Takes the app from the user. @returns false when the user did not have it */
export async function deleteAssignment(tx: Writer, app: string, user: string): Promise<boolean> {
  return (await tx.run("DELETE FROM assignment WHERE app_id = ? AND user_id = ?", [app, user])) === 1;
}

/**
 * Changes what may change about an assignment: scope, username and profile.
 *
 * @returns false when the user does not have the app
 */
export async function updateAssignment(tx: Writer, assignment: Assignment): Promise<boolean> {
  const changed = await tx.run(
    "UPDATE assignment SET scope = ?, username = ?, profile = ? WHERE app_id = ? AND user_id = ?",
    [assignment.scope, assignment.username, JSON.stringify(assignment.profile), assignment.app, assignment.user],
  );
  return changed === 1;
}

/** The user's assignment to the app, or undefined. */
export async function assignmentOf(db: Reader, app: string, user: string): Promise<Assignment | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM assignment WHERE app_id = ? AND user_id = ?`, [app, user]);
  return row && assignmentFrom(row);
}

/** One page of an app's assignments in order of id. */
export async function assignmentsOfApp(
  db: Reader,
  app: string,
  { after = "", limit }: PageRequest = {},
): Promise<Page<Assignment>> {
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM assignment WHERE app_id = ? AND assignment.id > ? ORDER BY assignment.id LIMIT ?`,
    [app, after, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, assignmentFrom, (row) => row.assignment_id);
}

/** Everything that stands on the user's dashboard and more: each app of the user in order of label, active or not. */
export async function appsOfUser(db: Reader, user: string): Promise<{ app: App; assignment: Assignment }[]> {
  const rows = await db.all<Row & AppRow>(
    `SELECT ${APP_COLUMNS}, ${COLUMNS} FROM assignment JOIN app ON app.id = assignment.app_id
     WHERE assignment.user_id = ? ORDER BY app.label_key, app.slug`,
    [user],
  );
  return rows.map((row) => ({ app: appOf(row), assignment: assignmentFrom(row) }));
}

/**
 * One page of those who have the app, of whatever status, in order of login; with `scope` only those who have it as a
 * person, or only those who have it through a group.
 */
export async function assignedUsersOfApp(
  db: Reader,
  app: string,
  { after = "", limit, scope }: PageRequest & { scope?: Assignment["scope"] } = {},
): Promise<Page<User>> {
  const rows = await db.all<UserRow>(
    `SELECT ${USER_COLUMNS} FROM assignment JOIN idp_user ON idp_user.id = assignment.user_id
     WHERE assignment.app_id = ?${scope ? " AND assignment.scope = ?" : ""} AND idp_user.login_key > ?
     ORDER BY idp_user.login_key LIMIT ?`,
    [app, ...(scope ? [scope] : []), after, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, userOf, (row) => row.login_key);
}

/**
 * What is odd about the names of an app's people, at most `limit` of each, in order.
 *
 * @returns `missing`: logins of those without a name; `shared`: names that several people have, and how many
 */
export async function oddUsernames(
  db: Reader,
  app: string,
  limit: number,
): Promise<{ missing: string[]; shared: { username: string; people: number }[] }> {
  const missing = await db.all<{ login: string }>(
    `SELECT idp_user.login FROM assignment JOIN idp_user ON idp_user.id = assignment.user_id
     WHERE assignment.app_id = ? AND assignment.username = '' ORDER BY idp_user.login_key LIMIT ?`,
    [app, limit],
  );
  const shared = await db.all<{ username: string; people: number }>(
    `SELECT username, COUNT(*) AS people FROM assignment WHERE app_id = ? AND username <> ''
     GROUP BY username HAVING COUNT(*) > 1 ORDER BY username LIMIT ?`,
    [app, limit],
  );
  return { missing: missing.map(({ login }) => login), shared };
}
