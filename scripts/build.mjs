// Bundles src/ into dist/: one chunk a lazily loaded command, better-sqlite3 stays outside (native).
// Then asks the bundle itself for the commands' summaries, so that `appint --help` loads no command.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { viteImportGlobPlugin } from "rolldown/experimental";

const root = new URL("../", import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

rmSync(path("dist"), { recursive: true, force: true });

const samples = Object.fromEntries(
  readdirSync(path("templates/samples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => [`samples/${entry.name}`, path(`templates/samples/${entry.name}/server.js`)]),
);

const bundle = await rolldown({
  input: {
    main: path("src/cli/main.ts"),
    commands: path("src/cli/commands.ts"),
    schemas: path("src/schemas.ts"),
    ...samples,
  },
  platform: "node",
  external: ["better-sqlite3"],
  plugins: [viteImportGlobPlugin({ root: path(".") })],
  transform: { target: "node20" },
  checks: { pluginTimings: false },
  onLog(level, log, handler) {
    // eval inside dependencies that this project did not write is theirs to answer for
    if (log.code === "EVAL") return;
    handler(level, log);
  },
});
await bundle.write({
  dir: path("dist"),
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  sourcemap: process.argv.includes("--sourcemap"),
  // Loading a file costs more than reading it: what every command needs comes in two pieces.
  codeSplitting: {
    groups: [
      {
        name: "cli",
        test: /src\/(problem|protocols\/json-text|cli\/(arguments|command|commands|configuration|database-location|global-options|help|help-topics|named-things|open-context|page-size|plain-mode|problems|words|output\/(output|style|table)))\.ts$/,
      },
      {
        name: "store",
        test: /src\/(store\/(?!inspect|whole-org|sqlite\/look)|crypto\/(hash|ids|problems|seal|secret-key)\.ts)/,
      },
    ],
  },
});
await bundle.close();

const { commandNames, loadCommand } = await import(new URL("dist/commands.js", root).href);
const manifest = {};
for (const name of commandNames()) manifest[name] = (await loadCommand(name)).summary;
writeFileSync(path("dist/commands.json"), JSON.stringify(manifest));

const { schemas } = await import(new URL("dist/schemas.js", root).href);
mkdirSync(path("dist/schema"));
for (const [name, schema] of Object.entries(await schemas())) {
  writeFileSync(path(`dist/schema/${name}`), `${JSON.stringify(schema, null, 2)}\n`);
}
