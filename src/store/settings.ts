/** Single values about the database itself, by name. */
import type { Reader, Writer } from "./driver.js";

export type SettingName = "instance_id" | "key_check" | "current_org";

/** The value, or undefined where it was never set. */
export async function settingOf(db: Reader, name: SettingName): Promise<string | undefined> {
  return (await db.get<{ value: string }>("SELECT value FROM setting WHERE name = ?", [name]))?.value;
}

/** Sets or replaces a value. */
export async function putSetting(tx: Writer, name: SettingName, value: string): Promise<void> {
  await tx.run(
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [name, value],
  );
}

/** Sets a value unless it is set. @returns the one that holds now */
export async function settleSetting(tx: Writer, name: SettingName, value: string): Promise<string> {
  await tx.run("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [name, value]);
  return (await settingOf(tx, name)) ?? value;
}
