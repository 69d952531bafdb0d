import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { migrations } from "../../../src/store/migrations/index.js";

const dialect = { sortedText: "TEXT", countingKey: "INTEGER PRIMARY KEY AUTOINCREMENT" };

describe("the migration 0004-secret-status", () => {
  it("makes every secret that is there an active one, untouched since it was made", () => {
    const db = new Database(":memory:");
    const at = migrations.findIndex(({ id }) => id === "0004-secret-status");
    for (const { statements } of migrations.slice(0, at)) for (const sql of statements(dialect)) db.exec(sql);
    db.exec(`
      INSERT INTO org VALUES ('00o1', 'default', 'default', 'http://127.0.0.1:7700', 't');
      INSERT INTO secret VALUES ('ocs1', '00o1', '0oa1', 'client_secret', 'v1.x', '2026-01-01T00:00:00.000Z');`);

    for (const sql of migrations[at]?.statements(dialect) ?? []) db.exec(sql);

    expect(db.prepare("SELECT * FROM secret").all()).toEqual([
      {
        ...{ id: "ocs1", org_id: "00o1", owner: "0oa1", kind: "client_secret", sealed: "v1.x", status: "ACTIVE" },
        ...{ created: "2026-01-01T00:00:00.000Z", last_updated: "2026-01-01T00:00:00.000Z" },
      },
    ]);
    db.close();
  });
});
