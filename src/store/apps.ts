import type { Reader, Writer } from "./driver.js";
import { type Page, pageOf, rowsToFetch, type SearchRequest } from "./page.js";
import { appExists, objectGone } from "./problems.js";
import { holdingWords } from "./search.js";

/**
 * The members of the platform's Apps API that an integration's kind fills, in its JSON shape and without secrets.
 * What is inside them is the business of the kind (src/integrations), not of the store.
 */
export interface AppDocument {
  visibility: Record<string, unknown>;
  accessibility: Record<string, unknown>;
  features: string[];
  credentials: Record<string, unknown>;
  settings: Record<string, unknown>;
  profile?: Record<string, unknown>;
}

/** What `test-sso` was told about the app and keeps with it: its flags `--start-url` and so on. */
export interface TestSettings {
  startUrls?: string[];
  userUrl?: string;
  logoutUrl?: string;
  user?: string;
  expectUrl?: string;
  expectText?: string;
  expectStatus?: number;
  /** Under which variables an app under test gets the integration's values; the rest under their own names. */
  envMap?: { name: string; variable: string }[];
}

export interface App {
  /** `0oa…` */
  id: string;
  org: string;
  slug: string;
  /** The platform's word for the kind of integration: `oidc_client`, or generated: `default_payroll_1`. */
  name: string;
  label: string;
  /** `OPENID_CONNECT`, `SAML_2_0`, … */
  signOnMode: string;
  status: "ACTIVE" | "INACTIVE";
  /** `exk…`, the part of its SAML URLs. */
  externalKey: string;
  /** `aln…`, the last part of its tile's link. */
  linkId: string;
  document: AppDocument;
  tests: TestSettings;
  created: Date;
  lastUpdated: Date;
}

/** A row of the table; other repositories that join it shape it with `appOf`. */
export interface AppRow {
  id: string;
  org_id: string;
  slug: string;
  name: string;
  label: string;
  sign_on_mode: string;
  status: string;
  external_key: string;
  link_id: string;
  document: string;
  tests: string;
  created: string;
  last_updated: string;
}

export const APP_COLUMNS =
  "app.id, app.org_id, app.slug, app.name, app.label, app.sign_on_mode, app.status, app.external_key, app.link_id, " +
  "app.document, app.tests, app.created, app.last_updated";

/** The app in a row. */
export const appOf = (row: AppRow): App => ({
  id: row.id,
  org: row.org_id,
  slug: row.slug,
  name: row.name,
  label: row.label,
  signOnMode: row.sign_on_mode,
  status: row.status as App["status"],
  externalKey: row.external_key,
  linkId: row.link_id,
  document: JSON.parse(row.document) as AppDocument,
  tests: JSON.parse(row.tests) as TestSettings,
  created: new Date(row.created),
  lastUpdated: new Date(row.last_updated),
});

/** What makes two labels the same: capitals make no difference. */
export const labelKey = (label: string) => label.normalize("NFC").toLowerCase().normalize("NFC");

/** @throws Problem APP_EXISTS when the slug or the external key is taken in the org */
export async function insertApp(tx: Writer, app: App): Promise<void> {
  const inserted = await tx.run(
    `INSERT INTO app (id, org_id, slug, name, label, label_key, sign_on_mode, status, external_key, link_id, document,
       tests, created, last_updated)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      app.id,
      app.org,
      app.slug,
      app.name,
      app.label,
      labelKey(app.label),
      app.signOnMode,
      app.status,
      app.externalKey,
      app.linkId,
      JSON.stringify(app.document),
      JSON.stringify(app.tests),
      app.created.toISOString(),
      app.lastUpdated.toISOString(),
    ],
  );
  if (inserted === 0) throw appExists(app.slug);
}

/** The app with this id (which is also its OAuth client id), or undefined. */
export async function appById(db: Reader, id: string): Promise<App | undefined> {
  const row = await db.get<AppRow>(`SELECT ${APP_COLUMNS} FROM app WHERE id = ?`, [id]);
  return row && appOf(row);
}

/** The app of the org with this slug, or undefined. */
export async function appBySlug(db: Reader, org: string, slug: string): Promise<App | undefined> {
  const row = await db.get<AppRow>(`SELECT ${APP_COLUMNS} FROM app WHERE org_id = ? AND slug = ?`, [org, slug]);
  return row && appOf(row);
}

/** The apps of the org with this label in whatever capitals, in order of slug: labels need not be unique. */
export async function appsByLabel(db: Reader, org: string, label: string): Promise<App[]> {
  const rows = await db.all<AppRow>(`SELECT ${APP_COLUMNS} FROM app WHERE org_id = ? AND label_key = ? ORDER BY slug`, [
    org,
    labelKey(label),
  ]);
  return rows.map(appOf);
}

/** The app of the org whose SAML URLs carry this key, or undefined. */
export async function appByExternalKey(db: Reader, org: string, externalKey: string): Promise<App | undefined> {
  const row = await db.get<AppRow>(`SELECT ${APP_COLUMNS} FROM app WHERE org_id = ? AND external_key = ?`, [
    org,
    externalKey,
  ]);
  return row && appOf(row);
}

/** One page of an org's apps in order of slug; the search looks at slug and label. */
export async function appsOfOrg(
  db: Reader,
  org: string,
  { after = "", limit, search = "" }: SearchRequest = {},
): Promise<Page<App>> {
  const found = holdingWords(search, ["app.slug", "app.label_key"]);
  const rows = await db.all<AppRow>(
    `SELECT ${APP_COLUMNS} FROM app WHERE org_id = ? AND slug > ?${found.sql} ORDER BY slug LIMIT ?`,
    [org, after, ...found.values, rowsToFetch(limit)],
  );
  return pageOf(rows, limit, appOf, (row) => row.slug);
}

/**
 * Replaces everything that may change about an app: all but id, org and time of creation.
 *
 * @throws Problem APP_GONE when there is no such app, APP_EXISTS when another one has the new slug
 */
export async function updateApp(tx: Writer, app: App): Promise<void> {
  const holder = await tx.get<{ id: string }>(
    "SELECT id FROM app WHERE org_id = ? AND id <> ? AND (slug = ? OR external_key = ?)",
    [app.org, app.id, app.slug, app.externalKey],
  );
  if (holder) throw appExists(app.slug);

  const changed = await tx.run(
    `UPDATE app SET slug = ?, name = ?, label = ?, label_key = ?, sign_on_mode = ?, status = ?, external_key = ?,
       link_id = ?, document = ?, tests = ?, last_updated = ?
     WHERE id = ? AND org_id = ?`,
    [
      app.slug,
      app.name,
      app.label,
      labelKey(app.label),
      app.signOnMode,
      app.status,
      app.externalKey,
      app.linkId,
      JSON.stringify(app.document),
      JSON.stringify(app.tests),
      app.lastUpdated.toISOString(),
      app.id,
      app.org,
    ],
  );
  if (changed === 0) throw objectGone("app", app.id);
}

/** The slugs of the org that are this one, or this one with something behind a hyphen, in order. */
export async function slugsLike(db: Reader, org: string, slug: string): Promise<string[]> {
  // A range and not LIKE: nothing to escape, and the index serves it. "." is the character behind "-".
  const rows = await db.all<{ slug: string }>(
    "SELECT slug FROM app WHERE org_id = ? AND (slug = ? OR (slug >= ? AND slug < ?)) ORDER BY slug",
    [org, slug, `${slug}-`, `${slug}.`],
  );
  return rows.map((row) => row.slug);
}

/**
 * Deletes the app with its assignments and keys. What is not tied to it by the schema is the caller's to delete: secrets,
 * what was issued to it. The log keeps its events.
 *
 * @throws Problem APP_GONE when there is no such app
 */
export async function deleteAppRow(tx: Writer, id: string): Promise<void> {
  if ((await tx.run("DELETE FROM app WHERE id = ?", [id])) === 0) throw objectGone("app", id);
}
