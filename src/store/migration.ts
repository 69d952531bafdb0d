/** How a database comes to today's schema: every migration once, in order, all that are due in one transaction. */
import type { Dialect, Driver } from "./driver.js";
import { storeNewer } from "./problems.js";

/** A step of the schema. Once released it is never edited, only followed by another one. */
export interface Migration {
  /** `0001-first-schema`: the number orders them, the words say what changes. */
  id: string;
  statements(dialect: Dialect): string[];
}

/**
 * Brings the database to the schema of `migrations`, and first saves a copy of it when there is something to save.
 *
 * @param file for messages, and the copy is named after it: `<file>.before-0002-what`
 * @returns the file of the copy, where one was made
 * @throws Problem STORE_NEWER when the database knows a migration that is not listed
 */
export async function migrate(
  driver: Driver,
  file: string,
  migrations: readonly Migration[],
): Promise<string | undefined> {
  if ((await due(driver, file, migrations, driver.read)).length === 0) return undefined;

  return driver.transaction(async (tx) => {
    // Asked again under the lock: another process may just have done it.
    const steps = await due(driver, file, migrations, tx);
    const [first] = steps;
    if (!first) return undefined;

    let copy: string | undefined;
    if (steps.length < migrations.length && driver.backup) {
      copy = `${file}.before-${first.id}`;
      await driver.backup(copy);
    } else {
      await tx.run("CREATE TABLE IF NOT EXISTS migration (id TEXT PRIMARY KEY, applied TEXT NOT NULL)");
    }
    for (const step of steps) {
      for (const statement of step.statements(driver.dialect)) await tx.run(statement);
      await tx.run("INSERT INTO migration (id, applied) VALUES (?, ?)", [step.id, new Date().toISOString()]);
    }
    return copy;
  });
}

async function due(driver: Driver, file: string, migrations: readonly Migration[], db: Driver["read"]) {
  const known = new Set(migrations.map(({ id }) => id));
  const applied = new Set<string>();
  if ((await driver.tables()).includes("migration")) {
    for (const { id } of await db.all<{ id: string }>("SELECT id FROM migration ORDER BY id")) applied.add(id);
  }
  const unknown = [...applied].filter((id) => !known.has(id));
  if (unknown.length > 0) throw storeNewer(file, unknown);
  return migrations.filter(({ id }) => !applied.has(id));
}
