import { randomToken } from "../crypto/ids.js";
import { sealWith, unsealWith } from "../crypto/seal.js";
import { checkSecretKeyText } from "../crypto/secret-key.js";
import { keyOfDatabase } from "./database-key.js";
import type { Driver } from "./driver.js";
import { prepareFile } from "./file.js";
import { migrate } from "./migration.js";
import { migrations } from "./migrations/index.js";
import { settingOf, settleSetting } from "./settings.js";
import { openSqlite } from "./sqlite/driver.js";
import type { Store } from "./store.js";
import { ruledAccess } from "./transaction.js";

export interface OpenOptions {
  /** Path of the database file. Its folder must exist, but for a folder `.appint`, which is made. */
  file: string;
  /** Instead of the key file `<file>.key`; see src/crypto/secret-key.ts. Default: APPINT_SECRET_KEY. */
  secretKey?: string;
  /** Makes the file when it is missing (the default), else that is a problem. */
  create?: boolean;
  /** Makes the folder too, with every folder above it. */
  createFolder?: boolean;
  /** Told once when an event is written whose time is more than a minute before the last event's. */
  onClockBehind?: (milliseconds: number) => void;
}

/**
 * Opens the database, made and brought to today's schema where needed.
 *
 * @throws Problem STORE_MISSING, STORE_FOLDER_MISSING, STORE_NO_ACCESS, STORE_READ_ONLY, STORE_NOT_A_DATABASE,
 *   STORE_OF_ANOTHER_PROGRAM, STORE_DAMAGED, STORE_NEWER, STORE_BUSY, SECRET_KEY_LOST, SECRET_KEY_FOREIGN,
 *   SECRET_KEY_DAMAGED, SECRET_KEY_UNREADABLE, SECRET_KEY_TOO_SHORT
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const secretKey = (options.secretKey ?? process.env.APPINT_SECRET_KEY) || undefined;
  if (secretKey) checkSecretKeyText(secretKey); // before a file is made for nothing
  prepareFile(options);
  const driver = await openSqlite(options.file);
  try {
    await migrate(driver, options.file, migrations);
    return await storeOver(driver, options, secretKey);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function storeOver(
  driver: Driver,
  { file, onClockBehind }: OpenOptions,
  secretKey: string | undefined,
): Promise<Store> {
  const instanceId =
    (await settingOf(driver.read, "instance_id")) ??
    (await driver.transaction((tx) => settleSetting(tx, "instance_id", randomToken())));
  const key = await keyOfDatabase(driver, instanceId, `${file}.key`, secretKey);

  let told = false;
  const tellOnce = (milliseconds: number) => {
    if (!told) onClockBehind?.(milliseconds);
    told = true;
  };

  return {
    ...ruledAccess(driver, { onClockBehind: tellOnce }),
    seal: (text) => sealWith(key, text),
    unseal: (sealed) => unsealWith(key, sealed),
    location: file,
    instanceId,
    close: () => driver.close(),
    [Symbol.asyncDispose]: () => driver.close(),
  };
}
