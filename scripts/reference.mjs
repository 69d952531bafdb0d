// `npm run reference`: writes docs/reference from the definitions. What is to stand there: test/house/reference.ts.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("node_modules/.bin/vitest", ["run", "test/house/reference.spec.ts"], {
  cwd: new URL("../", import.meta.url),
  env: { ...process.env, APPINT_GOLDEN: "write" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
