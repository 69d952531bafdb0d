import type { Writer } from "./driver.js";
import { openSqlite } from "./sqlite/driver.js";

/**
 * Changes the database without the rules of a store and without an event: for what belongs to no org, and for what is
 * garbage. The file is opened for it and closed again; it is not migrated.
 *
 * @param copy where the database is kept first as it was before the change, if anywhere
 * @throws Problem as `openStore` does
 */
export async function changeDatabase<T>(file: string, work: (tx: Writer) => Promise<T>, copy?: string): Promise<T> {
  const driver = await openSqlite(file);
  try {
    return await driver.transaction(async (tx) => {
      if (copy !== undefined) await driver.backup?.(copy);
      return await work(tx);
    });
  } finally {
    await driver.close();
  }
}
