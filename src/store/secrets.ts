/** Secrets that must be read again (client secrets, …). Only sealed text comes in and goes out. */
import type { Reader, Writer } from "./driver.js";

/** Only an active client secret is taken; what is of another kind is active as long as it is there. */
export type SecretStatus = "ACTIVE" | "INACTIVE";

export interface Secret {
  id: string;
  org: string;
  /** Id of what it belongs to, an app for instance. */
  owner: string;
  /** What it is for: `client_secret`, … */
  kind: string;
  status: SecretStatus;
  /** From `store.seal`; open it with `store.unseal`. */
  sealed: string;
  created: Date;
  lastUpdated: Date;
}

interface Row {
  id: string;
  org_id: string;
  owner: string;
  kind: string;
  status: string;
  sealed: string;
  created: string;
  last_updated: string;
}

const COLUMNS = "id, org_id, owner, kind, status, sealed, created, last_updated";

const secretOf = ({ org_id: org, last_updated, status, ...row }: Row): Secret => ({
  ...row,
  org,
  status: status as SecretStatus,
  created: new Date(row.created),
  lastUpdated: new Date(last_updated),
});

/** Keeps a sealed secret. */
export async function insertSecret(tx: Writer, secret: Secret): Promise<void> {
  await tx.run(`INSERT INTO secret (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    secret.id,
    secret.org,
    secret.owner,
    secret.kind,
    secret.status,
    secret.sealed,
    secret.created.toISOString(),
    secret.lastUpdated.toISOString(),
  ]);
}

/** The owner's secrets of a kind, newest first, whatever their status. */
export async function secretsOf(db: Reader, owner: string, kind: string): Promise<Secret[]> {
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM secret WHERE owner = ? AND kind = ?
     ORDER BY created DESC, id DESC`,
    [owner, kind],
  );
  return rows.map(secretOf);
}

/** Switches a secret on or off. @returns false when there is none */
export async function setSecretStatus(tx: Writer, id: string, status: SecretStatus, now: Date): Promise<boolean> {
  const values = [status, now.toISOString(), id];
  return (await tx.run("UPDATE secret SET status = ?, last_updated = ? WHERE id = ?", values)) === 1;
}

/** Forgets every secret of an owner, whatever its kind: whoever deletes the owner calls it. @returns how many */
export async function deleteSecretsOf(tx: Writer, owner: string): Promise<number> {
  return tx.run("DELETE FROM secret WHERE owner = ?", [owner]);
}

/** Forgets the secrets of everybody who has the app: whoever deletes it calls this while they still have it. */
export async function deleteSecretsOfAppUsers(tx: Writer, app: string): Promise<number> {
  return tx.run("DELETE FROM secret WHERE owner IN (SELECT id FROM assignment WHERE app_id = ?)", [app]);
}

/** Forgets a secret. @returns false when there was none */
export async function deleteSecret(tx: Writer, id: string): Promise<boolean> {
  return (await tx.run("DELETE FROM secret WHERE id = ?", [id])) === 1;
}
