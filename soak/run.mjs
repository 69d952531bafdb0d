// `npm run soak [-- --kills 10000 --seed 1 --workers 2]`: what is too long for the suite, which holds a short sample of it.
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { viteImportGlobPlugin } from "rolldown/experimental";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
if (!existsSync(path("../dist/main.js"))) throw new Error("build first: npm run build");

// Inside node_modules, so that the bundle finds the native module.
const cache = path("../node_modules/.cache/appint-soak/");
mkdirSync(cache, { recursive: true });
const bundle = await rolldown({
  input: path("kills.ts"),
  platform: "node",
  transform: { target: "node20" },
  external: ["better-sqlite3"],
  plugins: [
    viteImportGlobPlugin({ root: path("..") }),
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
await bundle.write({ dir: cache, format: "esm" });
await bundle.close();
await import(new URL("../node_modules/.cache/appint-soak/kills.js", import.meta.url).href);
