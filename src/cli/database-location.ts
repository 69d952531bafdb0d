/** Which database file to work on: the first that is named, from the nearest to the farthest. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** `--db`, then APPINT_DB, then the project's configuration, then the nearest `.appint/` upward, then the user's data folder. */
export function databaseFile(
  given: { flag?: string; config?: string },
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): string {
  const named = given.flag ?? env.APPINT_DB ?? given.config;
  if (named) return resolve(cwd, named);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".appint"))) return join(folder, ".appint", "appint.db");
    if (dirname(folder) === folder) return join(dataFolder(env), "appint.db");
  }
}

function dataFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "appint");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "appint");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "appint");
}
