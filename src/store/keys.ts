/** Signing keys of an org and of its apps. The private half lies sealed in the row and comes back sealed. */
import type { JsonWebKey } from "node:crypto";
import type { Reader, Writer } from "./driver.js";

/** `server:…` is what a custom authorization server signs both of its kinds of tokens with. */
export type KeyPurpose = "id-token" | "access-token" | `server:${string}` | "saml";
export type KeyStatus = "ACTIVE" | "NEXT" | "RETIRED";

/** A signing key as it is kept. */
export interface SealedKey {
  kid: string;
  org: string;
  /** The app whose own key it is, or null for a key of the org. */
  app: string | null;
  use: "sig";
  purpose: KeyPurpose;
  status: KeyStatus;
  publicJwk: JsonWebKey;
  /** PKCS #8 PEM, sealed with `store.seal`. */
  sealedPrivateKey: string;
  certificatePem: string | null;
  created: Date;
  /** End of the certificate. */
  notAfter: Date | null;
}

/** A signing key that can sign. */
export interface SigningKey extends Omit<SealedKey, "sealedPrivateKey"> {
  privateKeyPem: string;
}

interface Row {
  kid: string;
  org_id: string;
  app_id: string | null;
  purpose: string;
  status: string;
  public_jwk: string;
  sealed_private_key: string;
  certificate_pem: string | null;
  created: string;
  not_after: string | null;
}

const COLUMNS =
  "kid, org_id, app_id, purpose, status, public_jwk, sealed_private_key, certificate_pem, created, not_after";

const keyOf = (row: Row): SealedKey => ({
  kid: row.kid,
  org: row.org_id,
  app: row.app_id,
  use: "sig",
  purpose: row.purpose as KeyPurpose,
  status: row.status as KeyStatus,
  publicJwk: JSON.parse(row.public_jwk) as JsonWebKey,
  sealedPrivateKey: row.sealed_private_key,
  certificatePem: row.certificate_pem,
  created: new Date(row.created),
  notAfter: row.not_after === null ? null : new Date(row.not_after),
});

/** Opens the seal of a key. @throws Problem SEAL_BROKEN */
export function openKey(store: { unseal(sealed: string): string }, key: SealedKey): SigningKey {
  const { sealedPrivateKey, ...rest } = key;
  return { ...rest, privateKeyPem: store.unseal(sealedPrivateKey) };
}

/**
 * Keeps a key.
 *
 * @returns false, with nothing kept, when the org (or the app) has an active key for the purpose already: two processes
 *   that both made the first key go on with the one of whoever was first (`activeKey`)
 */
export async function insertKey(tx: Writer, key: SealedKey): Promise<boolean> {
  const inserted = await tx.run(
    `INSERT INTO signing_key (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      key.kid,
      key.org,
      key.app,
      key.purpose,
      key.status,
      JSON.stringify(key.publicJwk),
      key.sealedPrivateKey,
      key.certificatePem,
      key.created.toISOString(),
      key.notAfter?.toISOString() ?? null,
    ],
  );
  return inserted === 1;
}

/**
 * The keys of the org itself or, with `app`, those of the app; oldest first, whatever their status.
 */
export async function keysOf(
  db: Reader,
  org: string,
  { app = null }: { app?: string | null } = {},
): Promise<SealedKey[]> {
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM signing_key WHERE org_id = ? AND ${app === null ? "app_id IS NULL" : "app_id = ?"}
     ORDER BY created, kid`,
    app === null ? [org] : [org, app],
  );
  return rows.map(keyOf);
}

/** The keys of the org itself for a purpose, oldest first, whatever their status. */
export async function keysFor(db: Reader, org: string, purpose: KeyPurpose): Promise<SealedKey[]> {
  return (await keysOf(db, org)).filter((key) => key.purpose === purpose);
}

/** The one key that signs for the purpose: of the app, or of the org itself with null. Undefined before the first. */
export async function activeKey(
  db: Reader,
  org: string,
  purpose: KeyPurpose,
  app: string | null,
): Promise<SealedKey | undefined> {
  const row = await db.get<Row>(
    `SELECT ${COLUMNS} FROM signing_key
     WHERE org_id = ? AND purpose = ? AND ${app === null ? "app_id IS NULL" : "app_id = ?"} AND status = 'ACTIVE'`,
    app === null ? [org, purpose] : [org, purpose, app],
  );
  return row && keyOf(row);
}

/**
 * Retires a key or makes it the one that signs. Retire the old one first: two active ones are refused by the database.
 *
 * @returns false when there is no such key
 */
export async function setKeyStatus(tx: Writer, kid: string, status: KeyStatus): Promise<boolean> {
  return (await tx.run("UPDATE signing_key SET status = ? WHERE kid = ?", [status, kid])) === 1;
}
