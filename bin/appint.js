#!/usr/bin/env node
// The launcher: answers --version at once, checks that the native module fits this Node, then hands over to dist.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const manifest = () => JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** Ends with one message instead of the stack trace or the crash that would follow. */
function stop(what, why, fix) {
  process.stderr.write(`✖ ${what}\n    cause   ${why}\n    fix     ${fix}\n`);
  process.exit(5);
}

if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2])) {
  process.stdout.write(`${manifest().version}\n`);
} else {
  const main = new URL("dist/main.js", root);
  if (!existsSync(fileURLToPath(main)))
    stop("appint is not built", "the folder dist/ is missing beside bin/", "npm run build");
  const sqlite = new URL("node_modules/better-sqlite3/package.json", root);
  // Version 13 of the native module crashes the process on a Node whose Node-API is older than 10.
  if (Number(process.versions.napi) < 10 && existsSync(sqlite)) {
    const { version } = JSON.parse(readFileSync(sqlite, "utf8"));
    if (Number(version.split(".")[0]) >= 13)
      stop(
        `better-sqlite3 ${version} does not run on Node ${process.versions.node}`,
        "its binaries need Node 22.14 or newer",
        "npm install better-sqlite3@12.9.0, or use a newer Node",
      );
  }
  // Whoever reads our output may stop reading (`| head`): the command still ends as it should.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  const { main: run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2), process);
}
