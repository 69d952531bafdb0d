/** What a start costs, counted in modules: a count is the same on every machine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "../e2e/built-cli.js";

const HOOK = new URL("loaded-modules.mjs", import.meta.url).href;
const HEAVY = [
  "zod",
  "oidc-provider",
  "xml-crypto",
  "@xmldom/xmldom",
  "chalk",
  "inquirer",
  "ora",
  "jose",
  "parse5",
  "cosmiconfig",
];

describe("a start", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --quiet");
  });
  afterAll(() => org[Symbol.asyncDispose]());

  /** Names of the built modules that a command loads, and the packages that are bundled into them. */
  const loadedBy = async (words: string) => {
    const file = join(org.folder, `${words.replace(/\W/g, "-")}.loaded`);
    await org.done(words, { env: { NODE_OPTIONS: `--import ${HOOK}`, LOADED_MODULES: file } });
    const urls = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .filter((url) => url !== HOOK);
    const packages = urls.flatMap((url) =>
      [
        ...readFileSync(fileURLToPath(url), "utf8").matchAll(
          /^\/\/(?: |#region )node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm,
        ),
      ].map(([, name]) => name),
    );
    return { modules: urls.map((url) => url.replace(/^.*\/(bin|dist)\//, "$1/")), packages: [...new Set(packages)] };
  };

  it("for --version loads the launcher alone", async () => {
    expect((await loadedBy("--version")).modules).toEqual(["bin/appint.js"]);
  });

  it.each(["--help", "apps", "help exit-codes"])("for %s loads no command and no package", async (words) => {
    const { modules, packages } = await loadedBy(words);
    expect(packages).toEqual([]);
    expect(modules.length).toBeLessThanOrEqual(5);
  });

  it.each(["apps list", "users list", "logs", "apps list --json"])("for %s loads nothing heavy", async (words) => {
    const { packages } = await loadedBy(words);
    expect(packages.filter((name) => HEAVY.includes(name ?? ""))).toEqual([]);
    expect(packages).toContain("commander"); // so that the test is known to see packages
  });
});
