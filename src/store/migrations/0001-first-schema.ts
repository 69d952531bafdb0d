/**
 * The first schema. Times are ISO 8601 text in UTC with milliseconds, so that their order is the order of the text.
 * Names that are words of SQL (user, group, grant) are avoided: `idp_user`, `idp_group`, `grant_id`.
 * Long because it is every table there is.
 */
import type { Migration } from "../migration.js";

export const firstSchema: Migration = {
  id: "0001-first-schema",

  statements: ({ sortedText, countingKey }) => [
    `CREATE TABLE setting (
       name TEXT PRIMARY KEY,
       value TEXT NOT NULL
     )`,

    `CREATE TABLE org (
       id ${sortedText} PRIMARY KEY,
       slug ${sortedText} NOT NULL UNIQUE,
       name TEXT NOT NULL,
       origin TEXT NOT NULL,
       created TEXT NOT NULL
     )`,

    `CREATE TABLE idp_user (
       id ${sortedText} PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       login TEXT NOT NULL,
       login_key ${sortedText} NOT NULL,
       email TEXT NOT NULL,
       first_name TEXT NOT NULL,
       last_name TEXT NOT NULL,
       status TEXT NOT NULL,
       profile TEXT NOT NULL,
       password_hash TEXT,
       created TEXT NOT NULL,
       last_updated TEXT NOT NULL,
       UNIQUE (org_id, login_key)
     )`,

    `CREATE TABLE idp_group (
       id ${sortedText} PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       name ${sortedText} NOT NULL,
       description TEXT NOT NULL,
       type TEXT NOT NULL,
       created TEXT NOT NULL,
       UNIQUE (org_id, name)
     )`,

    `CREATE TABLE group_member (
       group_id ${sortedText} NOT NULL REFERENCES idp_group (id) ON DELETE CASCADE,
       user_id ${sortedText} NOT NULL REFERENCES idp_user (id) ON DELETE CASCADE,
       added TEXT NOT NULL,
       PRIMARY KEY (group_id, user_id)
     )`,
    "CREATE INDEX group_member_by_user ON group_member (user_id)",

    `CREATE TABLE app (
       id ${sortedText} PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       slug ${sortedText} NOT NULL,
       name TEXT NOT NULL,
       label TEXT NOT NULL,
       label_key ${sortedText} NOT NULL,
       sign_on_mode TEXT NOT NULL,
       status TEXT NOT NULL,
       external_key TEXT NOT NULL,
       link_id TEXT NOT NULL,
       document TEXT NOT NULL,
       tests TEXT NOT NULL,
       created TEXT NOT NULL,
       last_updated TEXT NOT NULL,
       UNIQUE (org_id, slug),
       UNIQUE (org_id, external_key)
     )`,
    "CREATE INDEX app_by_label ON app (org_id, label_key)",

    `CREATE TABLE assignment (
       id ${sortedText} PRIMARY KEY,
       app_id ${sortedText} NOT NULL REFERENCES app (id) ON DELETE CASCADE,
       user_id ${sortedText} NOT NULL REFERENCES idp_user (id) ON DELETE CASCADE,
       scope TEXT NOT NULL,
       username TEXT NOT NULL,
       profile TEXT NOT NULL,
       created TEXT NOT NULL,
       UNIQUE (app_id, user_id)
     )`,
    "CREATE INDEX assignment_page ON assignment (app_id, id)",
    "CREATE INDEX assignment_by_user ON assignment (user_id)",

    // The owner is no foreign key: what owns a secret differs by kind. Whoever deletes an owner deletes its secrets.
    `CREATE TABLE secret (
       id TEXT PRIMARY KEY,
       owner TEXT NOT NULL,
       kind TEXT NOT NULL,
       sealed TEXT NOT NULL,
       created TEXT NOT NULL
     )`,
    "CREATE INDEX secret_by_owner ON secret (owner, kind)",

    `CREATE TABLE signing_key (
       kid ${sortedText} PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       app_id ${sortedText} REFERENCES app (id) ON DELETE CASCADE,
       purpose TEXT NOT NULL,
       status TEXT NOT NULL,
       public_jwk TEXT NOT NULL,
       sealed_private_key TEXT NOT NULL,
       certificate_pem TEXT,
       created TEXT NOT NULL,
       not_after TEXT
     )`,
    "CREATE INDEX signing_key_by_owner ON signing_key (org_id, app_id)",
    // Two processes that make the first key at once must end with one key.
    `CREATE UNIQUE INDEX signing_key_active ON signing_key (org_id, purpose, COALESCE(app_id, ''))
     WHERE status = 'ACTIVE'`,

    `CREATE TABLE run (
       id ${sortedText} PRIMARY KEY,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       token_hash TEXT NOT NULL UNIQUE,
       overlay TEXT NOT NULL,
       password_hash TEXT,
       test_user_id ${sortedText} REFERENCES idp_user (id) ON DELETE CASCADE,
       created TEXT NOT NULL,
       expires TEXT NOT NULL
     )`,

    `CREATE TABLE idp_session (
       uid TEXT PRIMARY KEY,
       id_hash TEXT NOT NULL UNIQUE,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       user_id ${sortedText} REFERENCES idp_user (id) ON DELETE CASCADE,
       auth_time TEXT NOT NULL,
       amr TEXT NOT NULL,
       run_id ${sortedText} REFERENCES run (id) ON DELETE CASCADE,
       created TEXT NOT NULL,
       expires TEXT NOT NULL,
       state TEXT NOT NULL
     )`,
    "CREATE INDEX idp_session_by_user ON idp_session (user_id)",
    "CREATE INDEX idp_session_by_run ON idp_session (run_id)",
    "CREATE INDEX idp_session_by_expiry ON idp_session (expires)",

    `CREATE TABLE protocol_state (
       model TEXT NOT NULL,
       id TEXT NOT NULL,
       issuer TEXT NOT NULL,
       payload TEXT NOT NULL,
       grant_id TEXT,
       uid TEXT,
       user_code TEXT,
       consumed TEXT,
       expires TEXT,
       PRIMARY KEY (model, id)
     )`,
    "CREATE INDEX protocol_state_by_grant ON protocol_state (grant_id)",
    "CREATE INDEX protocol_state_by_uid ON protocol_state (model, uid)",
    "CREATE INDEX protocol_state_by_user_code ON protocol_state (model, user_code)",
    "CREATE INDEX protocol_state_by_expiry ON protocol_state (expires)",

    `CREATE TABLE one_time (
       kind TEXT NOT NULL,
       id TEXT NOT NULL,
       payload TEXT NOT NULL,
       used TEXT,
       expires TEXT NOT NULL,
       PRIMARY KEY (kind, id)
     )`,
    "CREATE INDEX one_time_by_expiry ON one_time (expires)",

    // A run is no foreign key here: its events outlive it.
    `CREATE TABLE log_event (
       seq ${countingKey},
       uuid TEXT NOT NULL UNIQUE,
       org_id ${sortedText} NOT NULL REFERENCES org (id) ON DELETE CASCADE,
       published TEXT NOT NULL,
       event_type TEXT NOT NULL,
       severity TEXT NOT NULL,
       result TEXT NOT NULL,
       reason TEXT,
       actor TEXT,
       targets TEXT NOT NULL,
       transaction_id TEXT NOT NULL,
       run_id TEXT,
       body TEXT NOT NULL
     )`,
    "CREATE INDEX log_event_page ON log_event (org_id, seq)",
    "CREATE INDEX log_event_by_time ON log_event (org_id, published)",
    "CREATE INDEX log_event_by_run ON log_event (run_id)",

    `CREATE TABLE log_event_target (
       target TEXT NOT NULL,
       seq BIGINT NOT NULL REFERENCES log_event (seq) ON DELETE CASCADE,
       PRIMARY KEY (target, seq)
     )`,
    "CREATE INDEX log_event_target_by_event ON log_event_target (seq)",
  ],
};
