/** Brings an org from a file into the database: checked whole, then all or nothing. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync } from "node:fs";
import { equalSecrets } from "../crypto/hash.js";
import type { PassphraseKey } from "../crypto/passphrase-key.js";
import { adminByLogin } from "../directory/admins.js";
import { newAppKey } from "../directory/app-key.js";
import { newClientSecret } from "../directory/app-secret.js";
import { TOKEN_PURPOSES } from "../directory/authorization-servers.js";
import { checkedOrgName } from "../directory/create-org.js";
import { refuseTakenOrigin } from "../directory/move-org.js";
import { checkedOrigin } from "../directory/origin.js";
import { slugOf } from "../directory/slug.js";
import { newTokenKey } from "../directory/token-key.js";
import type { Reader, Value, Writer } from "../store/driver.js";
import { insertKey, type SealedKey } from "../store/keys.js";
import { currentOrg, insertOrg, type Org, orgById, orgBySlug, setCurrentOrg } from "../store/orgs.js";
import { insertSecret, type Secret } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { addRows, type DatabaseRow } from "../store/whole-org/rows.js";
import { type OrgTable, orgTables } from "../store/whole-org/tables.js";
import { logEvent } from "../system-log/event.js";
import { placeOf } from "./format.js";
import { fileChanged, fileUnreadable, idsTaken, orgPresent, slugTaken } from "./problems.js";
import { linesOf } from "./read-lines.js";
import { type AppWithoutSecrets, type CheckedFile, validateFile } from "./validate.js";

export interface ImportOptions {
  passphrase?: string;
  /** Another name, and the short name made of it. */
  name?: string;
  /** Another address: everything that was set up with the old one must learn it. */
  origin?: string;
}

export interface Imported {
  org: Org;
  /** Whether it is current: it is where there was no org before. */
  isCurrent: boolean;
  counts: Record<string, number>;
  /** Apps that have a new client secret or a new certificate, since the file has none. */
  renewed: AppWithoutSecrets[];
  hasSecrets: boolean;
}

/**
 * @param open the database, opened (and made) only for a file that is in order
 * @throws Problem for a file that cannot be imported (see validateFile), ORG_PRESENT, ORG_SLUG_TAKEN, ORG_IDS_TAKEN,
 *   ORIGIN_TAKEN, ORG_FILE_UNREADABLE, ORG_FILE_CHANGED; nothing is written then
 */
export async function importOrg(
  open: () => Promise<Store>,
  file: string,
  options: ImportOptions,
  now: Date,
): Promise<Imported> {
  const fd = opened(file);
  try {
    const checked = await validateFile(fd, file, { passphrase: options.passphrase, now });
    const { header, counts, appsWithoutSecrets: renewed } = checked;
    const name = options.name === undefined ? header.name : checkedOrgName(options.name);
    const org: Org = {
      id: header.id,
      name,
      slug: options.name === undefined ? header.slug : slugOf(name),
      origin: options.origin === undefined ? header.origin : checkedOrigin(options.origin),
      created: new Date(header.created),
    };
    const store = await open();
    await refuseTaken(store.read, org); // before keys are made for nothing
    const made = checked.key ? undefined : await newSecrets(store, org, renewed, now);
    return await store.write(async (tx) => {
      await refuseTaken(tx, org);
      const isCurrent = (await currentOrg(tx)) === undefined;
      await insertOrg(tx, org);
      if (isCurrent) await setCurrentOrg(tx, org.id);
      await writeRows(tx, store, { fd, file, checked, kids: made?.kids });
      if (!checked.counts.admin) await adminByLogin(tx, org, now);
      for (const key of made?.keys ?? []) await insertKey(tx, key);
      for (const secret of made?.secrets ?? []) await insertSecret(tx, secret);
      await tx.record(
        logEvent({
          org: org.id,
          now,
          type: "org.lifecycle.import",
          result: "SUCCESS",
          targets: [{ id: org.id, type: "Org", alternateId: org.slug, displayName: org.name }],
          debugData: counts,
        }),
      );
      return { org, isCurrent, counts, renewed, hasSecrets: checked.key !== undefined };
    });
  } finally {
    closeSync(fd);
  }
}

function opened(file: string): number {
  let fd: number;
  try {
    fd = openSync(file, "r");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw fileUnreadable(file, code === "ENOENT" ? "there is no such file" : `the system refuses with ${code}`, cause);
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw fileUnreadable(file, "it is read twice, so it must be a file, and no folder or pipe");
}

async function refuseTaken(db: Reader, org: Org): Promise<void> {
  const present = await orgById(db, org.id);
  if (present) throw orgPresent(present);
  if (await orgBySlug(db, org.slug)) throw slugTaken(org.slug);
  await refuseTakenOrigin(db, org, org.origin);
}

const BATCH = 500;

/** The second walk over the file, in the transaction. What was checked is what is kept: the bytes are compared. */
async function writeRows(
  tx: Writer,
  store: Store,
  {
    fd,
    file,
    checked,
    kids,
  }: { fd: number; file: string; checked: CheckedFile; kids: Map<string, string> | undefined },
): Promise<void> {
  const digest = createHash("sha256");
  const org = checked.header.id;
  let [table, batch]: [OrgTable | undefined, DatabaseRow[]] = [undefined, []];
  const flush = async () => {
    if (table && batch.length > 0 && !(await addRows(tx, org, table, batch))) throw idsTaken(table.type);
    batch = [];
  };
  for (const { bytes, value, number } of linesOf(fd, file)) {
    digest.update(bytes);
    if (number === 1 || number > checked.lines) continue;
    const next = orgTables.find(({ type }) => type === value.type);
    if (!next) throw fileChanged(file);
    if (next !== table || batch.length === BATCH) await flush();
    table = next;
    if (next.type === "app") setKid(value.document, kids?.get(value.id as string));
    batch.push(rowOf(store, org, next, value, checked.key));
  }
  await flush();
  if (!equalSecrets(digest.digest("hex"), checked.digest)) throw fileChanged(file);
}

function rowOf(
  store: Store,
  org: string,
  table: OrgTable,
  line: Record<string, unknown>,
  key: PassphraseKey | undefined,
): DatabaseRow {
  const row: DatabaseRow = {};
  for (const [name, { column, isJson, secret, whenAbsent }] of Object.entries(table.members)) {
    const value = line[name] ?? whenAbsent?.(line) ?? null;
    if (!secret) row[column] = isJson ? JSON.stringify(value) : (value as Value);
    else {
      const clear = value === null ? null : (key?.open(value as string, placeOf(org, table, line, name)) ?? null);
      row[column] = clear !== null && secret === "sealed" ? store.seal(clear) : clear;
    }
  }
  for (const [column, made] of Object.entries(table.derived ?? {})) row[column] = made(line);
  return row;
}

function setKid(document: unknown, kid: string | undefined): void {
  if (kid) (document as { credentials: { signing?: object } }).credentials.signing = { kid };
}

/** Keys and client secrets in place of those that the file does not have. */
async function newSecrets(store: Store, org: Org, apps: readonly AppWithoutSecrets[], now: Date) {
  const keys: SealedKey[] = await Promise.all(TOKEN_PURPOSES.map((purpose) => newTokenKey(store, org, purpose, now)));
  const secrets: Secret[] = [];
  const kids = new Map<string, string>();
  for (const app of apps) {
    if (app.clientSecret) secrets.push(newClientSecret(store, { id: app.id, org: org.id }, now).secret);
    if (!app.certificate) continue;
    const key = await newAppKey(store, org, app, now);
    kids.set(app.id, key.kid);
    keys.push(key);
  }
  return { keys, secrets, kids };
}
