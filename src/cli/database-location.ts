/** Which database file to work on: the first that is named, from the nearest to the farthest. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * `--db`, then APPINT_DB, then the project's configuration, then the nearest `.appint/` upward, then the user's data folder.
 *
 * @returns the file, and whether it is the default one, whose folder may be made without asking
 */
export function databaseFile(
  given: { flag?: string; config?: string },
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): { file: string; isDefault: boolean } {
  const named = given.flag ?? (env.APPINT_DB || given.config);
  if (named) return { file: resolve(cwd, named), isDefault: false };
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".appint"))) {
      return { file: join(folder, ".appint", "appint.db"), isDefault: false };
    }
    if (dirname(folder) === folder) return { file: join(dataFolder(env), "appint.db"), isDefault: true };
  }
}

function dataFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "appint");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "appint");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "appint");
}
