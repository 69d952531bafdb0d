/** Many command lines in one process: see many-commands.mjs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type FreshOrg, LAUNCHER } from "./built-cli.js";

export interface Said {
  words: string[];
  status: number;
  stdout: string;
  stderr: string;
}

export interface Surroundings {
  env?: Record<string, string>;
  /** Whether both outputs are terminals; nobody can be asked all the same. */
  isTTY?: boolean;
  columns?: number;
}

/** Runs the commands one after the other in the folder of the org, with closed standard input. */
export async function sayAll(
  { folder, database, origin }: FreshOrg,
  commands: readonly (string | readonly string[])[],
  surroundings: Surroundings = {},
): Promise<Said[]> {
  const file = join(folder, "commands.json");
  const words = commands.map((command) => (typeof command === "string" ? command.split(" ").filter(Boolean) : command));
  await writeFile(
    file,
    JSON.stringify({ launcher: new URL(`file://${LAUNCHER}`).href, commands: words, surroundings }),
  );
  const child = spawn(process.execPath, [fileURLToPath(new URL("many-commands.mjs", import.meta.url)), file], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: folder, APPINT_DB: database, APPINT_ORIGIN: origin },
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  await rm(file);
  if (status !== 0) throw new Error(`${status}: ${stderr}`);
  return JSON.parse(stdout) as Said[];
}
