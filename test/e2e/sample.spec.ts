/** `appint sample`: what a stranger gets who types what it prints, and nothing else. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { samples } from "../../src/cli/samples/samples.js";
import { type FreshOrg, freePort, freshOrg } from "./built-cli.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NPM = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();

describe("appint sample", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await freshOrg();
  });
  afterEach(() => org[Symbol.asyncDispose]());

  /** A folder for the PATH: `appint` is the built one, and `npm install` takes this checkout's packages. */
  const programs = () => {
    const bin = join(org.folder, "bin");
    mkdirSync(bin);
    const program = (name: string, line: string) => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    program("appint", `exec "${process.execPath}" "${join(ROOT, "bin/appint.js")}" "$@"`);
    program("npm", `[ "$1" = install ] && exec ln -s "${ROOT}node_modules" node_modules; exec "${NPM}" "$@"`);
    return bin;
  };

  it.each(samples(new URL("../../dist/", import.meta.url)))(
    "$kind leads to a passed test by its printed lines alone",
    async ({ kind }) => {
      const port = await freePort();
      const printed = await org.done(["sample", kind, "--output", `my ${kind}`, "--port", String(port)]);
      const lines = printed.stdout.slice(printed.stdout.indexOf("Next:")).replace("Next:", "").trim().split("\n");
      expect(lines).toHaveLength(5);

      const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", lines.map((line) => line.trim()).join("\n")], {
        cwd: org.folder,
        encoding: "utf8",
        env: {
          PATH: `${programs()}:${process.env.PATH}`,
          HOME: org.folder,
          APPINT_DB: org.database,
          APPINT_ORIGIN: org.origin,
        },
      });
      expect(status, stdout + stderr).toBe(0);
      expect(stdout).toMatch(/^8 checks · 8 passed · .* passed$/m);

      const manifest = JSON.parse(readFileSync(join(org.folder, `my ${kind}`, "package.json"), "utf8"));
      for (const [name, version] of Object.entries(manifest.dependencies))
        expect(JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")).version).toBe(
          version,
        );
      const readme = readFileSync(join(org.folder, `my ${kind}`, "README.md"), "utf8");
      for (const line of lines.slice(2)) expect(readme).toContain(`${line.trim()}\n`);
    },
  );

  it("writes the source into a folder of the sample's name, as JSON says", async () => {
    const { folder, files, next, ...rest } = (await org.done("sample oidc --json")).json<{
      folder: string;
      files: string[];
      next: string[];
    }>();
    expect(rest).toEqual({ name: "sample-oidc", kind: "oidc", description: "Signs people in with OpenID Connect" });
    expect(folder).toBe(join(org.folder, "sample-oidc"));
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(files).toEqual(["README.md", "app.js", "package.json", "pages.js", "server.js", "web.js"]);
    expect(next[0]).toBe("cd sample-oidc");
  });

  it("lists what there is, and writes nothing then", async () => {
    const { stdout } = await org.done("sample");
    expect((await org.done("sample --list")).stdout).toBe(stdout);
    expect(stdout).toMatch(/^oidc {4}Signs people in with OpenID Connect$/m);
    expect((await org.done("sample --list --json=kind")).stdout).toBe('[{"kind":"oidc"},{"kind":"saml"}]\n');
    expect(readdirSync(org.folder)).toEqual([]);
  });

  it.each([
    ["sample odic", "UNKNOWN_SAMPLE", "appint sample oidc"],
    ["sample saml-lost-state", "UNKNOWN_SAMPLE", "appint sample oidc"],
    ["sample ../samples/oidc", "UNKNOWN_SAMPLE", "appint sample oidc"],
    ["sample --output x", "SAMPLE_NOT_NAMED", "appint sample oidc --output"],
    ["sample oidc --output=", "FOLDER_NOT_NAMED", "--output <a new folder>"],
    ["sample oidc --port 0", "NOT_A_NUMBER", "--port"],
  ])("%s is refused, and nothing is written", async (words, code, fix) => {
    const { status, stdout, problem } = await org.appint(`${words} --json`);
    expect({ status, stdout, code: problem().code }).toEqual({ status: 2, stdout: "", code });
    expect(problem().fix).toContain(fix);
    expect(readdirSync(org.folder)).toEqual([]);
  });
});
