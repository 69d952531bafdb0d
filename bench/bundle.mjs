// A file of TypeScript as a module that Node can load: what is measured inside the process, not around it.
import { mkdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { viteImportGlobPlugin } from "rolldown/experimental";

/** Inside node_modules, so that the bundle finds the native module. */
const CACHE = new URL("../node_modules/.cache/appint-bench/", import.meta.url);

/** @param file a name in this folder, ending in .ts @returns what it exports */
export async function loadBundled(file) {
  mkdirSync(CACHE, { recursive: true });
  const bundle = await rolldown({
    input: fileURLToPath(new URL(file, import.meta.url)),
    platform: "node",
    transform: { target: "node20" },
    external: ["better-sqlite3"],
    plugins: [
      viteImportGlobPlugin({ root: fileURLToPath(new URL("..", import.meta.url)) }),
      {
        name: "files stay where they are",
        // What looks for a file beside its own source must find it from inside the bundle too.
        transform: (code, id) => code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)),
      },
    ],
    onLog(level, log, handler) {
      if (log.code !== "EVAL") handler(level, log);
    },
  });
  await bundle.write({ dir: fileURLToPath(CACHE), format: "esm" });
  await bundle.close();
  return await import(new URL(`${basename(file, ".ts")}.js`, CACHE).href);
}
