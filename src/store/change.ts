import type { Writer } from "./driver.js";
import { openSqlite } from "./sqlite/driver.js";

/**
 * Changes the database without the rules of a store and without an event: for what belongs to no org, and for what is
 * garbage. The file is opened for it and closed again; it is not migrated.
 *
 * @throws Problem as `openStore` does
 */
export async function changeDatabase<T>(file: string, work: (tx: Writer) => Promise<T>): Promise<T> {
  const driver = await openSqlite(file);
  try {
    return await driver.transaction(work);
  } finally {
    await driver.close();
  }
}
