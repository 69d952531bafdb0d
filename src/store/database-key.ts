/**
 * The key that seals a database's secrets, made with the database and recognised ever after by a check value: the
 * instance id, sealed with it.
 */
import { secretKeyForeign } from "../crypto/problems.js";
import { sealWith, unsealWith } from "../crypto/seal.js";
import { makeSecretKeyFile, readSecretKeyFile, secretKeyFromText } from "../crypto/secret-key.js";
import type { Driver, Reader } from "./driver.js";
import { settingOf, settleSetting } from "./settings.js";

/**
 * The key of a database that is being opened; made, where the database is new.
 *
 * @param secretKey what APPINT_SECRET_KEY says; the key file is not used then
 * @throws Problem SECRET_KEY_LOST, SECRET_KEY_FOREIGN, SECRET_KEY_DAMAGED, SECRET_KEY_UNREADABLE, SECRET_KEY_TOO_SHORT
 */
export async function keyOfDatabase(
  driver: Driver,
  instanceId: string,
  keyFile: string,
  secretKey: string | undefined,
): Promise<Buffer> {
  const known = await settingOf(driver.read, "key_check");
  let key: Buffer;
  if (secretKey) key = secretKeyFromText(secretKey, instanceId);
  else key = known ? readSecretKeyFile(keyFile) : makeSecretKeyFile(keyFile);

  const check = known ?? (await driver.transaction((tx) => settleSetting(tx, "key_check", sealWith(key, instanceId)))); // or another's, made just now
  return checkedKey(key, check, instanceId, secretKey ? "APPINT_SECRET_KEY" : keyFile);
}

/**
 * The key of a database as it lies there: nothing is made.
 *
 * @returns undefined where the database was never opened to its end, and so has no key yet
 * @throws Problem like `keyOfDatabase`
 */
export async function keyOfKnownDatabase(
  db: Reader,
  keyFile: string,
  secretKey: string | undefined,
): Promise<Buffer | undefined> {
  const instanceId = await settingOf(db, "instance_id");
  const check = await settingOf(db, "key_check");
  if (instanceId === undefined || check === undefined) return undefined;
  const key = secretKey ? secretKeyFromText(secretKey, instanceId) : readSecretKeyFile(keyFile);
  return checkedKey(key, check, instanceId, secretKey ? "APPINT_SECRET_KEY" : keyFile);
}

function checkedKey(key: Buffer, check: string, instanceId: string, source: string): Buffer {
  let opened: string;
  try {
    opened = unsealWith(key, check);
  } catch (error) {
    throw secretKeyForeign(source, error);
  }
  if (opened !== instanceId) throw secretKeyForeign(source);
  return key;
}
