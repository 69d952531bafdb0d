import type { Reader, Writer } from "./driver.js";
import { objectGone, orgExists } from "./problems.js";
import { putSetting } from "./settings.js";

export interface Org {
  /** `00o…` */
  id: string;
  slug: string;
  name: string;
  /** Where its IdP listens: `http://127.0.0.1:7700`, no slash at the end. */
  origin: string;
  created: Date;
}

interface Row {
  id: string;
  slug: string;
  name: string;
  origin: string;
  created: string;
}

const COLUMNS = "org.id, org.slug, org.name, org.origin, org.created";
const orgOf = (row: Row): Org => ({ ...row, created: new Date(row.created) });

/** @throws Problem ORG_EXISTS when the slug is taken */
export async function insertOrg(tx: Writer, org: Org): Promise<void> {
  const inserted = await tx.run(
    "INSERT INTO org (id, slug, name, origin, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING",
    [org.id, org.slug, org.name, org.origin, org.created.toISOString()],
  );
  if (inserted === 0) throw orgExists(org.slug);
}

/** The org with this id, or undefined. */
export async function orgById(db: Reader, id: string): Promise<Org | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM org WHERE id = ?`, [id]);
  return row && orgOf(row);
}

/** The org with this slug, or undefined. */
export async function orgBySlug(db: Reader, slug: string): Promise<Org | undefined> {
  const row = await db.get<Row>(`SELECT ${COLUMNS} FROM org WHERE slug = ?`, [slug]);
  return row && orgOf(row);
}

/** Every org of the database in order of slug. Not paged: there is one in a project, a handful on a machine. */
export async function orgs(db: Reader): Promise<Org[]> {
  return (await db.all<Row>(`SELECT ${COLUMNS} FROM org ORDER BY slug`)).map(orgOf);
}

/** The org that commands work on when none is named; undefined in a new database, or when it was deleted. */
export async function currentOrg(db: Reader): Promise<Org | undefined> {
  const row = await db.get<Row>(
    `SELECT ${COLUMNS} FROM setting JOIN org ON org.id = setting.value WHERE setting.name = 'current_org'`,
  );
  return row && orgOf(row);
}

/** @throws Problem ORG_GONE when there is no such org */
export async function setCurrentOrg(tx: Writer, id: string): Promise<void> {
  if (!(await orgById(tx, id))) throw objectGone("org", id);
  await putSetting(tx, "current_org", id);
}

/** How many people, groups and apps the org has. */
export async function countsOfOrg(db: Reader, id: string): Promise<{ people: number; groups: number; apps: number }> {
  const count = async (table: "idp_user" | "idp_group" | "app") =>
    Number((await db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE org_id = ?`, [id]))?.n);
  return { people: await count("idp_user"), groups: await count("idp_group"), apps: await count("app") };
}

/**
 * Deletes the org with everything that belongs to it, its log too: every row says whose it is, so the schema does it.
 *
 * @throws Problem ORG_GONE when there is no such org
 */
export async function deleteOrg(tx: Writer, id: string): Promise<void> {
  if ((await tx.run("DELETE FROM org WHERE id = ?", [id])) === 0) throw objectGone("org", id);
}

/**
 * Chooses where the org's IdP listens.
 *
 * @param origin scheme, host and port without a slash at the end
 * @throws Problem ORG_GONE when there is no such org
 */
export async function setOrigin(tx: Writer, orgId: string, origin: string): Promise<void> {
  if ((await tx.run("UPDATE org SET origin = ? WHERE id = ?", [origin, orgId])) === 0) throw objectGone("org", orgId);
}
