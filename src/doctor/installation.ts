/** The installed package: its manifest, and the native module beside it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export interface Manifest {
  engines: { node: string };
  dependencies: Record<string, string>;
}

/** package.json of the installed appint. */
export const manifestOf = (root: URL): Manifest =>
  JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Manifest;

/** Where a package is installed, and in which version; undefined where it is not. */
export function installed(root: URL, name: string): { path: string; version: string } | undefined {
  const { resolve } = createRequire(new URL("package.json", root));
  try {
    const { version } = JSON.parse(readFileSync(resolve(`${name}/package.json`), "utf8")) as { version: string };
    return { path: resolve(name), version };
  } catch {
    return undefined;
  }
}

/**
 * Loads a native module and opens a database in memory with it, in a process of its own: one that does not fit this Node
 * can crash the process that loads it.
 *
 * @returns why it does not work, in one line, or undefined when it does
 */
export async function whyEngineFails(path: string): Promise<string | undefined> {
  const program = "new (require(process.argv[1]))(':memory:').prepare('SELECT 1').get()";
  const { status, signal, stderr } = await run(process.execPath, ["-e", program, path]);
  if (status === 0) return undefined;
  if (signal) return `it ends the process with ${signal}`;
  const lines = stderr.split("\n").map((line) => line.trim());
  const built = /NODE_MODULE_VERSION (\d+)/.exec(stderr)?.[1];
  if (built)
    return `it was built for another Node (module version ${built}, this Node has ${process.versions.modules})`;
  if (stderr.includes("Could not locate the bindings file")) return "it has no binary: its install script did not run";
  return lines.find((line) => /^\w*Error:/.test(line)) ?? `it ends with ${status}`;
}

/** Runs npm in the package's folder. @throws Error with its last words when it fails */
export async function npm(root: URL, words: readonly string[]): Promise<void> {
  const { status, stderr, failure } = await run("npm", words, fileURLToPath(root));
  if (failure) throw new Error(`npm cannot be run (${failure})`);
  if (status !== 0) throw new Error(`npm ended with ${status}: ${stderr.trim().split("\n").slice(-3).join(" ")}`);
}

async function run(program: string, words: readonly string[], cwd?: string) {
  const child = spawn(program, words, {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
  });
  let stderr = "";
  let failure: string | undefined;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.once("error", ({ code, message }: NodeJS.ErrnoException) => {
    failure = code ?? message;
  });
  const [status, signal] = (await once(child, "close").catch(() => [null, null])) as [number | null, string | null];
  return { status, signal, stderr, failure };
}
