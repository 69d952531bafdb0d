/** The files of src, as the house's own tests read them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface SourceFile {
  /** As `src/cli/main.ts`. */
  path: string;
  text: string;
}

export const sourceFiles = (folder = "src"): SourceFile[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(ROOT, folder, name), "utf8") }));

/** What of src a file imports, types and lazy imports included: `src/store/apps.js`. */
export const importsOf = ({ path, text }: SourceFile): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(([, specifier]) =>
    normalize(join(dirname(path), specifier ?? "")),
  );

/** `src/store/apps.ts` → `store`; `src/problem.ts` → `problem`. */
export const partOf = (path: string): string => (path.split("/")[1] ?? "").replace(/\.[jt]s$/, "");
