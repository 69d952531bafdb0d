// `npm run bench`: every bar as a ratio to a baseline that runs in the same minute, interleaved with it.
// `npm run bench -- --readme` writes the table into README.md as well; `-- --long` signs in 100,000 times, not 2,000.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { coldStarts } from "./cold-starts.mjs";
import { flowCpu } from "./flow-cpu.mjs";
import { idpStart } from "./idp-start.mjs";
import { serveMemory } from "./serve-memory.mjs";
import { signing } from "./signing.mjs";
import { ssoTests } from "./sso-tests.mjs";
import { tokenEndpoint } from "./token-endpoint.mjs";

/** @typedef {{ what: string, measured: string, bar: string, met: boolean }} Row */

/** @type {Row[]} */
const rows = [];
const isLong = process.argv.includes("--long");
const memory = () => serveMemory({ signIns: isLong ? 100_000 : 2000 });
const suites = [coldStarts, idpStart, ssoTests, flowCpu, signing, tokenEndpoint, memory];
for (const suite of suites) {
  for (const row of await suite()) {
    rows.push(row);
    console.log(`${row.met ? "✔" : "✖"} ${row.what}: ${row.measured} (bar ${row.bar})`);
  }
}

const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const table = [
  "| what | measured | bar | |",
  "| --- | --- | --- | --- |",
  ...rows.map(({ what, measured, bar, met }) => `| ${what} | ${measured} | ${bar} | ${met ? "met" : "missed"} |`),
  "",
  `Measured at ${commit} on ${machine}, by \`npm run bench\`; each ratio against a baseline of the same run.`,
].join("\n");
console.log(`\n${table}`);

if (process.argv.includes("--readme")) {
  const readme = readFileSync("README.md", "utf8");
  const between = /(<!-- bench -->\n)[\s\S]*(\n<!-- \/bench -->)/;
  if (!between.test(readme)) throw new Error("README.md has no place for the table");
  writeFileSync("README.md", readme.replace(between, `$1${table}$2`));
}
