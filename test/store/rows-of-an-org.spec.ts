/** Migration 0003 over rows that an older appint has written. */
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { firstSchema } from "../../src/store/migrations/0001-first-schema.js";
import { rowsOfAnOrg } from "../../src/store/migrations/0003-rows-of-an-org.js";

const dialect = { sortedText: "TEXT", countingKey: "INTEGER PRIMARY KEY AUTOINCREMENT" };

it("gives every secret and every piece of protocol state to its org, and drops what belongs to nobody", () => {
  const db = new Database(":memory:");
  db.pragma("foreign_keys = ON");
  for (const statement of firstSchema.statements(dialect)) db.exec(statement);
  db.exec(`
    INSERT INTO org VALUES ('00o1', 'default', 'default', 'http://127.0.0.1:7700', 't');
    INSERT INTO app VALUES ('0oa1', '00o1', 'shop', 'oidc_client', 'Shop', 'shop', 'OPENID_CONNECT', 'ACTIVE', 'exk1',
      'aln1', '{}', '{}', 't', 't');
    INSERT INTO secret VALUES ('ocs1', '0oa1', 'client_secret', 'v1.x', 't'), ('ocs2', '0oagone', 'client_secret', 'v1.y', 't');
    INSERT INTO protocol_state VALUES ('RefreshToken', 'r1', 'http://127.0.0.1:7700', '{"a":1}', 'g', 'u', NULL, 'c', 'e'),
      ('RefreshToken', 'r2', 'http://127.0.0.1:7799', '{}', NULL, NULL, NULL, NULL, NULL);
    INSERT INTO one_time VALUES ('sign-in', 'o1', '{}', NULL, 't');`);

  for (const statement of rowsOfAnOrg.statements(dialect)) db.exec(statement);

  const rows = (table: string) => db.prepare(`SELECT * FROM ${table}`).all();
  expect(rows("secret")).toEqual([
    { id: "ocs1", org_id: "00o1", owner: "0oa1", kind: "client_secret", sealed: "v1.x", created: "t" },
  ]);
  expect(rows("protocol_state")).toEqual([
    {
      ...{ model: "RefreshToken", id: "r1", org_id: "00o1", issuer: "http://127.0.0.1:7700", payload: '{"a":1}' },
      ...{ grant_id: "g", uid: "u", user_code: null, consumed: "c", expires: "e" },
    },
  ]);
  expect(rows("one_time")).toEqual([]);
  const indexes = db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").pluck().all();
  expect(indexes).toEqual(
    expect.arrayContaining([
      "secret_by_owner",
      "protocol_state_by_grant",
      "protocol_state_by_expiry",
      "one_time_by_expiry",
    ]),
  );
  db.close();
});
