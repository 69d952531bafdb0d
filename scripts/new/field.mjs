// A field of a kind of integration: prompt, flag, help, validation and schema follow from it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { camel, sentence, withImport } from "../spelling.mjs";

export const form = "kind/field";

export function make(name, { root, stop }) {
  const [kind, field] = name.split("/");
  const kinds = readdirSync(join(root, "src/integrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, "src/integrations", entry.name, "index.ts")))
    .map((entry) => entry.name);
  if (!kinds.includes(kind)) stop(`There is no kind "${kind}"`, `npm run new -- field ${kinds.join("|")}/${field}`);
  const key = camel(field);
  const index = `src/integrations/${kind}/index.ts`;
  const path = kind === "saml" ? "settings.signOn" : "settings.oauthClient";
  return {
    files: {
      [`src/integrations/${kind}/fields/${field}.ts`]: `/** Say what the setting is, and what the platform does with it that nobody would guess. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const ${key} = defineField<string>({
  key: "${key}",
  path: "${path}.${key}",
  term: "${sentence(field)}",
  flag: "--${field} <text>",
  help: "what it means to the person who types it",
  example: "a value as it is typed",
  schema: z.string().min(1, "it is empty"),
});
`,
      [`test/integrations/${kind}-${field}.spec.ts`]: `import { describe, expect, it } from "vitest";
import { ${key} } from "../../src/integrations/${kind}/fields/${field}.js";

describe("${kind}: ${sentence(field)}", () => {
  it("takes what the platform takes, and says of everything else why not", () => {
    const { success } = ${key}.schema.safeParse("");

    expect.fail(\`write which values ${key} takes and which it refuses (an empty one: \${success ? "taken" : "refused"})\`);
  });
});
`,
    },
    edits: { [index]: withField(readFileSync(join(root, index), "utf8"), key, field) },
    next: [
      `the platform's term, the member of the app object and the clause of the specification, in fields/${field}.ts`,
      `its place in the order of ${index}: questions are asked in that order`,
      `a generator of its values in test/integrations/values.ts: documents keep every value`,
    ],
  };
}

/** The kind with one more field, the last in order. */
function withField(text, key, field) {
  const place = /(\n {2}fields: \[[^\]]*?),?\s*\]/;
  if (!place.test(text)) throw new Error("the kind has no list of fields");
  return withImport(text.replace(place, `$1, ${key}]`), `import { ${key} } from "./fields/${field}.js";`);
}
