/** Builds dist once before the tests that drive the built CLI, when it is older than what it is made of. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = ["src", "templates/samples", "scripts/build.mjs", "package.json"];
/** A folder is made by one process only: whoever made it builds. */
const LOCK = join(ROOT, "node_modules", ".appint-build-lock");
const LONGEST_BUILD_MS = 60_000;

/** For `globalSetup`. @throws Error with what the build said when it fails */
export default async function setUp(): Promise<void> {
  while (!taken()) await wait(100);
  try {
    if (builtAt() < Math.max(...SOURCES.map((source) => newest(join(ROOT, source))))) build();
  } finally {
    rmdirSync(LOCK);
  }
}

function build() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/build.mjs"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
}

function taken(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    // A builder that was killed leaves its lock behind.
    const since = modified(LOCK);
    if (since > 0 && Date.now() - since > LONGEST_BUILD_MS) rmdirSync(LOCK);
    return false;
  }
}

/** The build writes this file last. */
const builtAt = (): number => modified(join(ROOT, "dist", "commands.json"));

/** When the youngest file at or below the path was changed, in ms. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
