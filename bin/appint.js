#!/usr/bin/env node
// The launcher: answers --version at once, checks that the native module fits this Node, then hands over to dist.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const manifest = () => JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** Ends with one message instead of the stack trace or the crash that would follow. */
function stop(what, why, fix, status = 5) {
  process.stderr.write(`✖ ${what}\n    cause   ${why}\n    fix     ${fix}\n`);
  process.exit(status);
}

if (process.argv.length === 3 && ["--version", "-V"].includes(process.argv[2])) {
  process.stdout.write(`${manifest().version}\n`);
} else {
  const main = new URL("dist/main.js", root);
  if (!existsSync(fileURLToPath(main)))
    stop("appint is not built", "the folder dist/ is missing beside bin/", "npm run build");
  const sqlite = new URL("node_modules/better-sqlite3/package.json", root);
  // Version 13 of the native module crashes the process on a Node whose Node-API is older than 10.
  // `doctor` says the same with more, and mends it: it loads the module in a process of its own.
  if (Number(process.versions.napi) < 10 && existsSync(sqlite) && !process.argv.includes("doctor")) {
    const { version } = JSON.parse(readFileSync(sqlite, "utf8"));
    if (Number(version.split(".")[0]) >= 13)
      stop(
        `better-sqlite3 ${version} does not run on Node ${process.versions.node}`,
        "its binaries need Node 22.14 or newer",
        "appint doctor --fix, or use a newer Node",
      );
  }
  let program;
  try {
    program = await import(main.href);
  } catch (error) {
    const [seen] = String(error?.message ?? error).split("\n", 1);
    stop(
      `appint cannot start: ${seen}`,
      "a file of the program is missing or damaged",
      "install it again, or npm run build",
      70,
    );
  }
  const { main: run, lastWord } = program;
  let isEnding = false;
  // A defect that nobody caught, a stream that cannot be written: told as every other problem, and the end.
  process.on("uncaughtException", async (error) => {
    if (isEnding) stop("appint failed", `telling of it failed too: ${error?.name}`, "run it again with --debug", 70);
    isEnding = true;
    process.exit(await lastWord(error, process.argv.slice(2), process));
  });
  // Whoever reads our output may stop reading (`| head`, a closed terminal): the command still ends as it should.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
  process.exitCode = await run(process.argv.slice(2), process);
}
