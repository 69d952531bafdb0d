/** Where reports of defects lie: the user's state folder, else the temporary one. Nobody else can read them. */
import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** A server that fails at every request must not fill the disk. */
const MOST = 20;

/**
 * Writes a report (file 0600, folder 0700); the oldest beyond twenty are taken away.
 *
 * @returns the file; undefined when it can be written nowhere
 */
export function keepReport(text: string, reference: string, env: NodeJS.ProcessEnv): string | undefined {
  for (const folder of [stateFolder(env), join(tmpdir(), `appint-${userId()}`)]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `defect-${Date.now()}-${reference}.txt`);
      writeFileSync(file, `${text}\n`, { mode: 0o600, flag: "wx" });
      forgetOld(folder);
      return file;
    } catch {
      // a full disk, a folder that may not be written: the next place, and at last none
    }
  }
  return undefined;
}

const userId = (): string => String(process.getuid?.() ?? "user");

function stateFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32")
    return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "appint", "defects");
  if (process.platform === "darwin") return join(homedir(), "Library", "Logs", "appint");
  return join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "appint", "defects");
}

function forgetOld(folder: string): void {
  const reports = readdirSync(folder).filter((name) => /^defect-\d+-[0-9a-f]+\.txt$/.test(name));
  for (const name of reports.sort().slice(0, -MOST)) unlinkSync(join(folder, name));
}
