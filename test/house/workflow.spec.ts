/** The workflow of GitHub Actions: a file that nothing here runs, so its shape is tested. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { defaultLoadersSync } from "cosmiconfig";
import { describe, expect, it } from "vitest";
import { ROOT } from "./source-files.js";

const FILE = ".github/workflows/ci.yml";
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const workflow = defaultLoadersSync[".yml"](FILE, read(FILE));
const manifest = JSON.parse(read("package.json")) as { engines: { node: string }; scripts: Record<string, string> };

const strict = (properties: object, required: string[] = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});
const text = { type: "string", minLength: 1 };
const named = (schema: object) => ({ type: "object", minProperties: 1, additionalProperties: schema });

/** The part of the workflow syntax that is in use; a key that is misspelt is no key at all to GitHub. */
const SCHEMA = strict(
  {
    name: text,
    on: strict({ push: strict({ branches: { type: "array", items: text } }), pull_request: { type: "null" } }, [
      "push",
    ]),
    permissions: { type: "object", additionalProperties: { enum: ["read", "none"] } },
    concurrency: strict({ group: text, "cancel-in-progress": text }, ["group"]),
    jobs: named(
      strict(
        {
          name: text,
          "runs-on": { const: "ubuntu-24.04" },
          container: text,
          "timeout-minutes": { type: "integer", minimum: 25, maximum: 60 },
          strategy: strict({ "fail-fast": { type: "boolean" }, matrix: named({ type: "array", items: text }) }),
          steps: {
            type: "array",
            minItems: 1,
            items: {
              oneOf: [
                strict({ uses: { pattern: "^actions/[a-z-]+@v\\d+$" } }, ["uses"]),
                strict({ run: text }, ["run"]),
              ],
            },
          },
        },
        ["runs-on", "steps", "timeout-minutes"],
      ),
    ),
  },
  ["name", "on", "permissions", "jobs"],
);

describe("the workflow of GitHub Actions", () => {
  it("is YAML of the workflow syntax", () => {
    const validate = new Ajv2020({ strict: false }).compile(SCHEMA);
    expect([validate(workflow), validate.errors]).toEqual([true, null]);
    expect(validate({ ...workflow, job: {} })).toBe(false);
  });

  it("runs what a contributor runs, and nothing that a contributor cannot", () => {
    const runs = workflow.jobs.test.steps.flatMap(({ run }: { run?: string }) => run ?? []);
    expect(runs).toEqual(["npm ci --no-audit --no-fund", "npm test"]);
    expect(read(".ci/run")).toContain(runs.join(" && "));
    expect(manifest.scripts.test).toBeDefined();
  });

  it("runs on the lowest Node of each line that package.json promises", () => {
    const lowest = manifest.engines.node.split(" || ").map((range) => range.replace(/^(\^|>=)/, ""));
    expect(workflow.jobs.test.strategy.matrix.node).toEqual(lowest);
  });

  it("names in its expressions only what GitHub or the matrix has", () => {
    const names = [...read(FILE).matchAll(/\$\{\{ ([\w.]+)/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(["github.ref", "github.event_name", "matrix.node"]));
  });
});
