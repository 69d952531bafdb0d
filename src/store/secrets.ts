/** Secrets that must be read again (client secrets, …). Only sealed text comes in and goes out. */
import type { Reader, Writer } from "./driver.js";

export interface Secret {
  id: string;
  org: string;
  /** Id of what it belongs to, an app for instance. */
  owner: string;
  /** What it is for: `client-secret`, … */
  kind: string;
  /** From `store.seal`; open it with `store.unseal`. */
  sealed: string;
  created: Date;
}

interface Row {
  id: string;
  org_id: string;
  owner: string;
  kind: string;
  sealed: string;
  created: string;
}

/** Keeps a sealed secret. */
export async function insertSecret(tx: Writer, secret: Secret): Promise<void> {
  await tx.run("INSERT INTO secret (id, org_id, owner, kind, sealed, created) VALUES (?, ?, ?, ?, ?, ?)", [
    secret.id,
    secret.org,
    secret.owner,
    secret.kind,
    secret.sealed,
    secret.created.toISOString(),
  ]);
}

/** The owner's secrets of a kind, newest first. */
export async function secretsOf(db: Reader, owner: string, kind: string): Promise<Secret[]> {
  const rows = await db.all<Row>(
    `SELECT id, org_id, owner, kind, sealed, created FROM secret WHERE owner = ? AND kind = ?
     ORDER BY created DESC, id DESC`,
    [owner, kind],
  );
  return rows.map(({ org_id: org, ...row }) => ({ ...row, org, created: new Date(row.created) }));
}

/** Forgets every secret of an owner, whatever its kind: whoever deletes the owner calls it. @returns how many */
export async function deleteSecretsOf(tx: Writer, owner: string): Promise<number> {
  return tx.run("DELETE FROM secret WHERE owner = ?", [owner]);
}

/** Forgets a secret. @returns false when there was none */
export async function deleteSecret(tx: Writer, id: string): Promise<boolean> {
  return (await tx.run("DELETE FROM secret WHERE id = ?", [id])) === 1;
}
