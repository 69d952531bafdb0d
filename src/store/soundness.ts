/** Questions about the whole database that no repository asks. What their answers mean is said in src/doctor/invariants. */
import type { Reader, Writer } from "./driver.js";
import { EVERYONE } from "./groups.js";
import type { Inspection, Reference } from "./inspect.js";

type Schema = Pick<Inspection, "read" | "references" | "columns">;

/** How many rows of the reference's table lead to a row that is not there. */
export async function danglingRows({ read }: Schema, reference: Reference): Promise<number> {
  return await count(read, `"${reference.table}" WHERE ${dangling(reference)}`);
}

/** Lets them go as they would have gone with the row that they led to: deleted, or without the reference. */
export async function dropDanglingRows(tx: Writer, reference: Reference): Promise<number> {
  const { table, column, onDelete } = reference;
  return onDelete === "SET NULL"
    ? await tx.run(`UPDATE "${table}" SET "${column}" = NULL WHERE ${dangling(reference)}`)
    : await tx.run(`DELETE FROM "${table}" WHERE ${dangling(reference)}`);
}

const dangling = ({ table, column, parent, parentColumn }: Reference) =>
  `"${column}" IS NOT NULL AND NOT EXISTS
   (SELECT 1 FROM "${parent}" AS parent WHERE parent."${parentColumn}" = "${table}"."${column}")`;

/** How many rows of a table belong to two orgs, by way of these two references. */
export async function rowsOfTwoOrgs({ read }: Schema, one: Reference, other: Reference): Promise<number> {
  return await count(
    read,
    `"${one.table}" AS t
     JOIN "${one.parent}" AS a ON a."${one.parentColumn}" = t."${one.column}"
     JOIN "${other.parent}" AS b ON b."${other.parentColumn}" = t."${other.column}"
     WHERE a.${orgColumn(one)} <> b.${orgColumn(other)}`,
  );
}

/** The column of the referenced table that says the org. */
export const orgColumn = ({ parent }: Reference): "id" | "org_id" => (parent === "org" ? "id" : "org_id");

/** Secrets whose owner is no row of any table: a secret's owner is named by id alone. */
export async function secretsWithoutOwner({ read, columns }: Schema): Promise<{ id: string; owner: string }[]> {
  const owners = [...columns].flatMap(([table, names]) =>
    names.includes("id") && table !== "secret" && !names.includes("expires") ? [`SELECT id FROM "${table}"`] : [],
  );
  return await read.all(
    `SELECT id, owner FROM secret WHERE owner NOT IN (${owners.join(" UNION ALL ")}) ORDER BY owner, id`,
  );
}

/** Every text of the database that was sealed, with where it lies. */
export async function sealedTexts({ read, columns }: Schema): Promise<{ place: string; sealed: string }[]> {
  const found: { place: string; sealed: string }[] = [];
  for (const [table, names] of columns) {
    const key = names.find((name) => name === "id" || name === "kid") ?? "rowid";
    for (const column of names.filter((name) => name.startsWith("sealed"))) {
      const rows = await read.all<{ key: string; sealed: string }>(
        `SELECT "${key}" AS key, "${column}" AS sealed FROM "${table}" WHERE "${column}" IS NOT NULL`,
      );
      found.push(...rows.map((row) => ({ place: `${table} ${row.key}`, sealed: row.sealed })));
    }
  }
  return found;
}

/** Texts that begin like JSON objects or lists where JSON is kept, and are none. */
export async function brokenJson({ read }: Schema, table: string, column: string): Promise<number> {
  return await count(read, `"${table}" WHERE "${column}" IS NOT NULL AND NOT json_valid("${column}")`);
}

/** Events whose searchable targets are not the ones that they name. */
export async function eventsWithOtherTargets({ read }: Schema): Promise<{ seq: number; uuid: string }[]> {
  return await read.all(
    `SELECT seq, uuid FROM log_event WHERE
       (SELECT count(DISTINCT value) FROM json_each(log_event.targets)) <>
         (SELECT count(*) FROM log_event_target AS t WHERE t.seq = log_event.seq)
       OR EXISTS (SELECT 1 FROM json_each(log_event.targets) AS named WHERE NOT EXISTS
         (SELECT 1 FROM log_event_target AS t WHERE t.seq = log_event.seq AND t.target = named.value))`,
  );
}

/** Writes the searchable targets of an event anew, from the ones that it names. */
export async function rewriteTargets(tx: Writer, seq: number): Promise<void> {
  await tx.run("DELETE FROM log_event_target WHERE seq = ?", [seq]);
  await tx.run(
    `INSERT INTO log_event_target (target, seq)
     SELECT DISTINCT named.value, seq FROM log_event, json_each(log_event.targets) AS named WHERE seq = ?`,
    [seq],
  );
}

/** Events that stand behind one that was published later. */
export async function eventsOutOfOrder({ read }: Schema): Promise<{ uuid: string; published: string }[]> {
  return await read.all(
    `SELECT uuid, published FROM
       (SELECT uuid, published, lag(published) OVER (PARTITION BY org_id ORDER BY seq) AS before FROM log_event)
     WHERE published < before`,
  );
}

/** Rows of an org's table that no event names, that no event of their org was published with, and no import brought. */
export async function rowsWithoutEvent({ read }: Schema, table: "app" | "idp_user"): Promise<{ id: string }[]> {
  return await read.all(
    `SELECT id FROM "${table}" AS made
     WHERE NOT EXISTS (SELECT 1 FROM log_event_target WHERE target = made.id)
       AND NOT EXISTS (SELECT 1 FROM log_event AS e WHERE e.org_id = made.org_id AND e.published = made.created)
       AND NOT EXISTS (SELECT 1 FROM log_event AS e WHERE e.org_id = made.org_id
         AND e.event_type = 'org.lifecycle.import' AND e.published >= made.created)`,
  );
}

/** What an event says was made, no later event says was deleted, and is not there. */
export async function eventsWithoutRow(
  { read }: Schema,
  table: "app" | "idp_user",
  { made, gone }: { made: string; gone: string },
): Promise<{ id: string }[]> {
  return await read.all(
    `SELECT t.target AS id FROM log_event AS e JOIN log_event_target AS t ON t.seq = e.seq
     WHERE e.event_type = ? AND t.target NOT IN (SELECT id FROM "${table}")
       AND NOT EXISTS (SELECT 1 FROM log_event_target AS t2 JOIN log_event AS e2 ON e2.seq = t2.seq
         WHERE t2.target = t.target AND e2.seq > e.seq AND e2.event_type LIKE ?)`,
    [made, gone],
  );
}

/** Apps whose status is not the one that their last event gave them. */
export async function appsOfAnotherStatus({ read }: Schema): Promise<{ id: string; status: string }[]> {
  return await read.all(
    `SELECT id, status FROM (SELECT app.id AS id, app.status AS status,
       (SELECT e.event_type FROM log_event_target AS t JOIN log_event AS e ON e.seq = t.seq
        WHERE t.target = app.id AND e.event_type IN ('application.lifecycle.activate', 'application.lifecycle.deactivate')
        ORDER BY e.seq DESC LIMIT 1) AS last FROM app)
     WHERE (last = 'application.lifecycle.activate' AND status <> 'ACTIVE')
        OR (last = 'application.lifecycle.deactivate' AND status <> 'INACTIVE')`,
  );
}

/** Assignments of a person, made or taken away, of which the last event about the two says otherwise. */
export async function assignmentsOfAnotherEvent({ read }: Schema): Promise<{ app: string; user: string }[]> {
  const last = `(SELECT e.event_type FROM log_event_target AS t JOIN log_event_target AS t2 ON t2.seq = t.seq
     JOIN log_event AS e ON e.seq = t.seq WHERE t.target = pair.user_id AND t2.target = pair.app_id
     AND e.event_type IN ('application.user_membership.add', 'application.user_membership.remove') ORDER BY e.seq DESC LIMIT 1)`;
  return await read.all(
    `SELECT app_id AS app, user_id AS user FROM assignment AS pair
     WHERE ${last} = 'application.user_membership.remove'
     UNION ALL
     SELECT pair.app_id, pair.user_id FROM
       (SELECT DISTINCT a.target AS app_id, u.target AS user_id FROM log_event AS e
        JOIN log_event_target AS a ON a.seq = e.seq JOIN log_event_target AS u ON u.seq = e.seq
        WHERE e.event_type = 'application.user_membership.add'
          AND a.target IN (SELECT id FROM app) AND u.target IN (SELECT id FROM idp_user)) AS pair
     WHERE ${last} = 'application.user_membership.add'
       AND NOT EXISTS (SELECT 1 FROM assignment WHERE app_id = pair.app_id AND user_id = pair.user_id)`,
  );
}

/** People who have an app through groups, and no group of theirs has it any more. */
export async function appsGivenByNoGroup({ read }: Schema): Promise<{ app: string; user: string }[]> {
  return await read.all(
    `SELECT app_id AS app, user_id AS user FROM assignment AS a WHERE scope = 'GROUP' AND NOT EXISTS
       (SELECT 1 FROM group_assignment AS g JOIN group_member AS m ON m.group_id = g.group_id
        WHERE g.app_id = a.app_id AND m.user_id = a.user_id)`,
  );
}

/** Members of a group that has an app, who do not have it. Who is deprovisioned gets none, and that is right. */
export async function membersWithoutTheApp({ read }: Schema): Promise<{ app: string; user: string }[]> {
  return await read.all(
    `SELECT DISTINCT g.app_id AS app, m.user_id AS user FROM group_assignment AS g
     JOIN group_member AS m ON m.group_id = g.group_id
     JOIN idp_user AS u ON u.id = m.user_id AND u.status <> 'DEPROVISIONED' WHERE NOT EXISTS
       (SELECT 1 FROM assignment AS a WHERE a.app_id = g.app_id AND a.user_id = m.user_id)`,
  );
}

/** People who are not in the group of their org that has everybody. */
export async function peopleOutsideEveryone({ read }: Schema): Promise<{ user: string; group: string }[]> {
  return await read.all(
    `SELECT u.id AS user, g.id AS "group" FROM idp_user AS u
     JOIN idp_group AS g ON g.org_id = u.org_id AND g.type = 'BUILT_IN' AND g.name = ?
     WHERE NOT EXISTS (SELECT 1 FROM group_member AS m WHERE m.group_id = g.id AND m.user_id = u.id)`,
    [EVERYONE],
  );
}

async function count(read: Reader, from: string): Promise<number> {
  return (await read.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))?.n ?? 0;
}
