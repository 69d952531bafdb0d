// A migration of the store: once released it is never edited, only followed by another one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { camel, withImport } from "../spelling.mjs";

export const form = "what-changes";

export function make(name, { root }) {
  const folder = "src/store/migrations";
  const numbers = readdirSync(join(root, folder)).map((file) => Number.parseInt(file, 10) || 0);
  const id = `${String(Math.max(...numbers) + 1).padStart(4, "0")}-${name}`;
  const value = camel(name);
  const index = `${folder}/index.ts`;
  return {
    files: {
      [`${folder}/${id}.ts`]: `/** Say what changes, and what becomes of the rows that are there. */
import type { Migration } from "../migration.js";

export const ${value}: Migration = {
  id: "${id}",

  statements: () => [],
};
`,
      [`test/store/migrations/${id}.spec.ts`]: `import { describe, expect, it } from "vitest";
import { migrations } from "../../../src/store/migrations/index.js";

describe("the migration ${id}", () => {
  it("changes what it says, and keeps the rows of a database that was there before", () => {
    const before = migrations.findIndex(({ id }) => id === "${id}");

    expect.fail(\`fill a database of the first \${before} migrations, migrate it, and write what must be in it then\`);
  });
});
`,
    },
    edits: { [index]: withMigration(readFileSync(join(root, index), "utf8"), value, id) },
    next: [
      `its statements in ${folder}/${id}.ts; what engines write differently is a capability of the dialect`,
      "the repository beside it, and a row of the new shape in test/conformance/rows.ts",
    ],
  };
}

/** The list with one more, the last. */
function withMigration(text, value, id) {
  const place = /(migrations: readonly Migration\[\] = \[[^\]]*?),?\s*\];/;
  if (!place.test(text)) throw new Error("there is no list of migrations");
  return withImport(text.replace(place, `$1, ${value}];`), `import { ${value} } from "./${id}.js";`);
}
