/**
 * Every row that belongs to an org says so, and goes with it: secrets, protocol state and one-time things were found by
 * their owner or their issuer only, so that an org could not be deleted, or copied, by what the schema says.
 */
import type { Migration } from "../migration.js";

export const rowsOfAnOrg: Migration = {
  id: "0003-rows-of-an-org",

  // Tables are made anew: a column that may not be empty cannot be added to rows that are there.
  statements: ({ sortedText }) => [
    "DROP INDEX secret_by_owner",
    "ALTER TABLE secret RENAME TO secret_before",
    `CREATE TABLE secret (
       id TEXT PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       owner TEXT NOT NULL,
       kind TEXT NOT NULL,
       sealed TEXT NOT NULL,
       created TEXT NOT NULL
     )`,
    // A secret whose app is gone belongs to nobody any more.
    `INSERT INTO secret (id, org_id, owner, kind, sealed, created)
     SELECT secret_before.id, app.org_id, owner, kind, sealed, secret_before.created
     FROM secret_before JOIN app ON app.id = secret_before.owner`,
    "DROP TABLE secret_before",
    "CREATE INDEX secret_by_owner ON secret (owner, kind)",
    "CREATE INDEX secret_by_org ON secret (org_id)",

    "DROP INDEX protocol_state_by_grant",
    "DROP INDEX protocol_state_by_uid",
    "DROP INDEX protocol_state_by_user_code",
    "DROP INDEX protocol_state_by_expiry",
    "ALTER TABLE protocol_state RENAME TO protocol_state_before",
    `CREATE TABLE protocol_state (
       model TEXT NOT NULL,
       id TEXT NOT NULL,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       issuer TEXT NOT NULL,
       payload TEXT NOT NULL,
       grant_id TEXT,
       uid TEXT,
       user_code TEXT,
       consumed TEXT,
       expires TEXT,
       PRIMARY KEY (model, id)
     )`,
    // What an org issued under an address that it has left is refused there anyway, and is not taken along.
    `INSERT INTO protocol_state (model, id, org_id, issuer, payload, grant_id, uid, user_code, consumed, expires)
     SELECT model, protocol_state_before.id, (SELECT MIN(org.id) FROM org WHERE org.origin = issuer), issuer, payload,
       grant_id, uid, user_code, consumed, expires
     FROM protocol_state_before WHERE issuer IN (SELECT origin FROM org)`,
    "DROP TABLE protocol_state_before",
    "CREATE INDEX protocol_state_by_grant ON protocol_state (grant_id)",
    "CREATE INDEX protocol_state_by_uid ON protocol_state (model, uid)",
    "CREATE INDEX protocol_state_by_user_code ON protocol_state (model, user_code)",
    "CREATE INDEX protocol_state_by_expiry ON protocol_state (expires)",
    "CREATE INDEX protocol_state_by_org ON protocol_state (org_id)",

    // Sign-in pages that were open while appint was replaced: opening them again is all that is lost.
    "DROP TABLE one_time",
    `CREATE TABLE one_time (
       kind TEXT NOT NULL,
       id TEXT NOT NULL,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       payload TEXT NOT NULL,
       used TEXT,
       expires TEXT NOT NULL,
       PRIMARY KEY (kind, id)
     )`,
    "CREATE INDEX one_time_by_expiry ON one_time (expires)",
    "CREATE INDEX one_time_by_org ON one_time (org_id)",
  ],
};
