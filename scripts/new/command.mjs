// A command: its path is what people type.
export const form = "[noun/]verb";

export function make(name) {
  const typed = name.replaceAll("/", " ");
  const up = "../".repeat(name.split("/").length);
  return {
    files: {
      [`src/cli/commands/${name}.ts`]: `/** What \`appint ${typed}\` may do is decided in directory/, not here. */
import { defineCommand } from "${up}command.js";

export default defineCommand({
  summary: "Say in one line what it does for the person who types it",
  examples: ["appint ${typed}"],
  args: {},
  json: ["org"],

  async run(_, { org, output }) {
    const { slug } = await org();
    output.done(\`Done in \${slug}\`, { org: slug });
    return 0;
  },
});
`,
      [`test/e2e/${name.replaceAll("/", "-")}.spec.ts`]: `import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "./built-cli.js";

describe("appint ${typed}", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await freshOrg();
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it("does what it promises, and refuses what it must", async () => {
    const { stdout } = await org.done("${typed} --json");

    expect.fail(\`write what "appint ${typed}" must print (it prints \${stdout.trim()}), and each thing that it refuses\`);
  });
});
`,
    },
    next: [
      "say what it does in its summary, its arguments and its examples: a test types each example",
      "put the rule into src/directory, the SQL into src/store; the command asks and tells",
      "a line in CHANGELOG.md, and in README.md's table",
    ],
  };
}
