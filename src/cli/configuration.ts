/**
 * The project's configuration: `appint` in package.json, `.appintrc`, `.appintrc.json|yaml|yml`, `appint.config.json|yaml|yml`.
 * The loader is heavy, so it is asked only where a file of such a name exists.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Problem } from "../problem.js";

/** What a project may say; flags and environment go before it. */
export interface Configuration {
  db?: string;
  org?: string;
}

const FILES = [
  ".appintrc",
  ".appintrc.json",
  ".appintrc.yaml",
  ".appintrc.yml",
  "appint.config.json",
  "appint.config.yaml",
  "appint.config.yml",
];
const KEYS = new Set<string>(["db", "org"]);

/** The nearest configuration upward, its relative `db` made absolute. @throws Problem CONFIG_INVALID */
export async function findConfiguration(cwd: string): Promise<Configuration> {
  const folder = folderWithConfiguration(resolve(cwd));
  if (!folder) return {};
  const { cosmiconfig } = await import("cosmiconfig");
  const explorer = cosmiconfig("appint", { searchPlaces: ["package.json", ...FILES], stopDir: folder });
  const found = await explorer.search(folder).catch((cause: Error) => {
    throw invalid(folder, cause.message.trim().split("\n").slice(0, 2).join(" "), cause);
  });
  if (!found || found.isEmpty) return {};
  const config = found.config as Record<string, unknown>;
  for (const [key, value] of Object.entries(config)) {
    if (!KEYS.has(key)) throw invalid(found.filepath, `"${key}" is not a setting (known: ${[...KEYS].join(", ")})`);
    if (typeof value !== "string") throw invalid(found.filepath, `"${key}" must be a text`);
  }
  const { db, org } = config as Configuration;
  return { db: db && resolve(dirname(found.filepath), db), org };
}

function folderWithConfiguration(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (FILES.some((name) => existsSync(join(folder, name))) || hasKeyInPackage(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function hasKeyInPackage(folder: string): boolean {
  try {
    return "appint" in (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object);
  } catch {
    return false; // no package.json here, or one that is not ours to complain about
  }
}

const invalid = (file: string, why: string, cause?: Error) =>
  new Problem(
    "CONFIG_INVALID",
    2,
    `The configuration ${file} cannot be used`,
    why,
    "correct the file, or give the value as a flag",
    { cause },
  );
