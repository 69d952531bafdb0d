/** Counterparts that come as Debian packages: set up once, and never silently left out. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";

const SCRIPT = "scripts/install-test-packages.sh";

/**
 * Installs what is missing, where that can be done without asking; says why where it cannot.
 * Meant to run once, before all tests.
 */
export function installTestPackages(): void {
  const { status, stderr, error } = spawnSync(fileURLToPath(new URL(`../../${SCRIPT}`, import.meta.url)), {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) console.warn(stderr || String(error));
}

/** The Debian packages of the list that are not installed; all of them where there is no dpkg. */
export function missingPackages(...packages: string[]): string[] {
  return packages.filter((name) => {
    const { stdout } = spawnSync("dpkg-query", ["-W", "-f=${db:Status-Status}", name], { encoding: "utf8" });
    return stdout !== "installed";
  });
}

/**
 * `describe` for tests that need Debian packages. Where one is missing they are skipped, and their name says so;
 * in CI they fail instead.
 */
export function needs(...packages: string[]): (title: string, tests: () => void) => void {
  const missing = missingPackages(...packages);
  if (missing.length === 0) return (title, tests) => void describe(title, tests);

  const reason = `needs ${missing.join(", ")}: ${SCRIPT}`;
  if (!process.env.CI) return (title, tests) => void describe.skip(`${title} (${reason})`, tests);
  return (title) =>
    void describe(title, () => {
      it("has its counterpart", () => {
        throw new Error(reason);
      });
    });
}
