/** A database with two apps and some people, and ways to break it that no code of ours would take. */
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { assign } from "../../src/directory/assign.js";
import { createApp } from "../../src/directory/create-app.js";
import { createUser } from "../../src/directory/create-user.js";
import { createFirstOrg } from "../../src/directory/first-org.js";
import { kindById } from "../../src/integrations/registry.js";
import { documentOf } from "../../src/integrations/values.js";
import { groupByName } from "../../src/store/groups.js";
import { type Migration, migrate } from "../../src/store/migration.js";
import { openStore } from "../../src/store/open.js";
import { openSqlite } from "../../src/store/sqlite/driver.js";

export interface BrokenDatabase extends Disposable {
  folder: string;
  file: string;
  /** Takes it back to the schema of these migrations, with every row that fits there. */
  takeBackTo(older: readonly Migration[]): Promise<void>;
  /** Runs statements with the engine's own guards off. */
  break(sql: string): void;
}

let template: Promise<string> | undefined;

/** A copy of a database that is made once for all tests of a file. */
export async function soundDatabase(): Promise<BrokenDatabase> {
  template ??= makeDatabase();
  const folder = mkdtempSync(join(tmpdir(), "appint-doctor-"));
  cpSync(await template, folder, { recursive: true });
  const file = join(folder, "org.db");
  return {
    folder,
    file,
    break(sql) {
      const db = new Database(file);
      try {
        db.pragma("foreign_keys = OFF");
        db.exec(sql);
      } finally {
        db.close();
      }
    },
    async takeBackTo(older) {
      const path = join(folder, "older.db");
      writeFileSync(path, "", { mode: 0o600 });
      const driver = await openSqlite(path);
      await migrate(driver, path, older);
      await driver.close();
      const db = new Database(path);
      try {
        db.pragma("foreign_keys = OFF");
        db.exec(`ATTACH '${file}' AS today`);
        const columnsOf = (table: string, schema: string) =>
          (db.pragma(`${schema}.table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
        const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
        for (const table of tables.filter((name) => name !== "migration" && !name.startsWith("sqlite_"))) {
          const today = columnsOf(table, "today");
          const both = columnsOf(table, "main").filter((name) => today.includes(name));
          if (both.length > 0) db.exec(`INSERT INTO main.${table} (${both}) SELECT ${both} FROM today.${table}`);
        }
      } finally {
        db.close();
      }
      for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
      renameSync(path, file);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @returns its folder, which goes with the process */
async function makeDatabase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "appint-doctor-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "org.db");
  const now = new Date();
  {
    await using store = await openStore({ file, secretKey: "" });
    const made = await createFirstOrg(store, { now });
    if (!made) throw new Error("there is an org in a new database");
    const everyone = await groupByName(store.read, made.org.id, "Everyone");
    const bob = await createUser(store, made.org, { login: "bob@example.com" }, now);
    for (const [id, values] of [
      ["oidc", { label: "Shop", redirectUris: ["http://localhost:3000/callback"], authMethod: "client_secret_basic" }],
      ["saml", { label: "Payroll", acsUrl: "http://localhost:3000/saml/acs", audience: "urn:payroll" }],
    ] as const) {
      const kind = await kindById(id);
      if (!kind) throw new Error(`no kind ${id}`);
      const given = Object.fromEntries(kind.fields.map((field) => [field.key, field.default?.(values)]));
      const document = documentOf(kind, { ...given, ...values });
      const { app } = await createApp(
        store,
        made.org,
        {
          label: values.label,
          signOnMode: kind.signOnMode,
          definitionName: kind.definitionName,
          document,
          keepsSecret: kind.keepsSecret(document),
          signsAssertions: kind.signsAssertions,
        },
        now,
      );
      await assign(store, app, { users: [bob], groups: everyone ? [everyone] : [] }, now);
    }
  }
  return folder;
}
