// `npm test`: everything that a change must pass, in the order in which it fails fastest.
// The last line counts the tests: `N passed, N failed`. Each step also runs alone: see "scripts" in package.json.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const results = "node_modules/.cache/vitest.json";
const bin = (name) => `node_modules/.bin/${name}`;

const steps = [
  ["packages for the tests", "sh", "scripts/install-test-packages.sh"],
  ["types", bin("tsc"), "--noEmit", "-p", "."],
  ["lint and format", bin("biome"), "check", "--error-on-warnings"],
  ["dead code", bin("knip")],
  ["build", process.execPath, "scripts/build.mjs"],
];

for (const [name, command, ...args] of steps) {
  console.log(`── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  // Missing packages fail the tests that need them, by name; the others still run.
  if (status !== 0 && name !== "packages for the tests") {
    console.log(`${name} failed\n0 passed, 1 failed`);
    process.exit(1);
  }
}

console.log("── tests");
mkdirSync(`${root}/node_modules/.cache`, { recursive: true });
rmSync(`${root}/${results}`, { force: true });
const { status } = spawnSync(
  bin("vitest"),
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    `--maxWorkers=${availableParallelism()}`,
  ],
  { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
);
const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
  readFileSync(`${root}/${results}`, "utf8"),
);
const failed = numFailedTests > 0 ? numFailedTests : status === 0 ? 0 : Math.max(1, numFailedTestSuites);
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}`);
process.exit(status === 0 ? 0 : 1);
